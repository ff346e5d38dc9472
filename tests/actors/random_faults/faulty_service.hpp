#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "actors/pool/advice_pool.hpp"
#include "actors/pool/pool_setup.hpp"
#include "actors/session/session_environment.hpp"
#include "actors/system/supervisor.hpp"
#include "domain/durability/write_backlog.hpp"
#include "domain/ports/session_gateway.hpp"
#include "tests/actors/random_faults/random_choices.hpp"
#include "tests/support/actor_fixture.hpp"
#include "tests/support/fake_spool.hpp"
#include "tests/support/fake_store.hpp"

namespace aurawell::test_support {

/// All actors of the service, with all faults that may happen to them. Actors run and time passes
/// only by calls.
class faulty_service : public actor_fixture {
 public:
  using time_point = caf::actor_clock::time_point;

  faulty_service(std::shared_ptr<completion_source> source, actors::expiry on_expiry,
                 random_choices& random);
  ~faulty_service() override;
  void TestBody() override {}

  session_gateway& gateway() noexcept { return *gateway_; }
  time_point now() { return scheduler().clock().now(); }

  /// Runs actors that have messages, in random order; sometimes not all of them.
  void run_some();
  void run_all() { run(); }
  /// Delivers everything that was due meanwhile, but runs nothing.
  void pass_time(std::chrono::milliseconds passed) { scheduler().advance_time(passed); }

  void kill_session(const session_id& id);
  /// Picks a pool, a worker, a stream or the store with messages.
  void kill_busy_actor();
  void kill_pool() { caf::anon_send_exit(any_pool(), caf::exit_reason::kill); }
  void kill_store() { caf::anon_send_exit(store_actor_, caf::exit_reason::kill); }
  void change_store();
  /// Stops all workers until it is called again.
  void pause_workers() { workers_pause_ = !workers_pause_; }
  void hold_store();
  void release_store();
  void adopt_another_setup();
  /// Ends all faults.
  void heal();
  /// Stops the service as the program does.
  void stop();

  /// Whether no actor has a message.
  bool has_run() { return ready_jobs().empty(); }
  bool holds_writes() const;
  /// The content of the store after all waiting writes.
  std::optional<stored_exchange> exchange(const std::string& request) const;
  const std::vector<stored_exchange>& stored() const noexcept { return store_->exchanges; }
  /// Sessions, streams, places, actors and timers that an idle service does not have.
  std::string what_is_left();

 private:
  std::vector<actors::supervised_child> make_children();
  actors::pool_setup_ptr make_setup();
  actors::advice_pool any_pool();
  /// By index.
  std::vector<std::size_t> ready_jobs();

  random_choices& random_;
  std::shared_ptr<completion_source> source_;
  std::shared_ptr<actors::session_environment> shared_ =
      std::make_shared<actors::session_environment>();
  std::shared_ptr<fake_store> store_ = std::make_shared<fake_store>();
  std::shared_ptr<fake_spool::disk> disk_ = std::make_shared<fake_spool::disk>();
  /// Null in some runs.
  std::shared_ptr<write_backlog> backlog_;
  std::shared_ptr<actors::pool_board> board_ = std::make_shared<actors::pool_board>();
  actors::pool_setup_ptr setup_;
  bool workers_pause_ = false;
  /// In front of the store.
  actors::store_actor slow_;
  actors::store_actor store_actor_;
  actors::supervisor_actor supervisor_;
  std::unique_ptr<session_gateway> gateway_;
};

}  // namespace aurawell::test_support
