#include "actors/actor_runtime.hpp"

#include <algorithm>
#include <caf/all.hpp>
#include <chrono>
#include <thread>
#include <utility>
#include <vector>

#include "actors/pool/pool_setups.hpp"
#include "actors/scheduling/loop_scheduler.hpp"
#include "actors/session/session_bridge.hpp"
#include "actors/session/session_environment.hpp"
#include "actors/store/store_actor.hpp"
#include "actors/store/store_bridge.hpp"
#include "actors/store/store_reader.hpp"
#include "actors/system/directory.hpp"
#include "actors/system/errors.hpp"
#include "actors/system/supervisor.hpp"

namespace aurawell::actors {
namespace {

/// Users, or addresses, whose recent questions are counted at the same time.
constexpr std::size_t limited_keys = 100'000;

/// After that the service opens all the same, and says for itself what is missing.
constexpr std::chrono::seconds longest_start{10};

/// For the supervisor, none of whose messages takes long.
constexpr std::chrono::seconds longest_end{10};

struct system_config : loop_config {
  explicit system_config(const runtime_setup& setup) {
    const auto threads = setup.threads;
    const auto wanted = threads > 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
    loops = setup.loops;
    load<loop_scheduler>();
    set("scheduler.max-threads", static_cast<std::size_t>(wanted));
    set("scheduler.max-throughput", std::size_t{100});
    add_error_category(error_category(), render_error);
  }
};

class runtime_status final : public service_status {
 public:
  runtime_status(caf::actor_system& system,
                 std::shared_ptr<const std::atomic<std::uint32_t>> sessions,
                 std::shared_ptr<const provider_roster> roster,
                 std::shared_ptr<const store_board> store,
                 std::shared_ptr<const conversation_memory> memory)
      : system_{system},
        sessions_{std::move(sessions)},
        roster_{std::move(roster)},
        store_{std::move(store)},
        memory_{std::move(memory)} {}

  std::vector<pool_status> pools() const override {
    std::vector<pool_status> all;
    for (const auto& [kind, status] : board->read()) {
      all.push_back(status);
    }
    return all;
  }

  std::vector<provider_status> providers() const override {
    return roster_->statuses(std::chrono::steady_clock::now());
  }

  population live_counts() const override {
    return {system_.registry().running(), sessions_->load()};
  }

  store_status store() const override { return store_->read(); }

  memory_status memory() const override { return memory_->status(); }

  const std::shared_ptr<pool_board> board = std::make_shared<pool_board>();

 private:
  caf::actor_system& system_;
  std::shared_ptr<const std::atomic<std::uint32_t>> sessions_;
  std::shared_ptr<const provider_roster> roster_;
  std::shared_ptr<const store_board> store_;
  std::shared_ptr<const conversation_memory> memory_;
};

std::vector<supervised_child> make_children(const runtime_setup& setup,
                                            const std::shared_ptr<const pool_setups>& setups,
                                            const std::shared_ptr<pool_board>& board) {
  std::vector<supervised_child> children;
  children.push_back({"store", [store = setup.store](supervisor_actor::pointer parent) {
                        const auto actor = parent->spawn<caf::detached>(run_store, store);
                        register_store(parent->system(), actor);
                        return caf::actor_cast<caf::actor>(actor);
                      }});
  if (setup.store.reader) {
    children.push_back({"store reader", [store = setup.store](supervisor_actor::pointer parent) {
                          const auto actor = parent->spawn<caf::detached>(run_reader, store);
                          register_reader(parent->system(), actor);
                          return caf::actor_cast<caf::actor>(actor);
                        }});
  }
  for (const auto& [kind, pool] : setup.pools) {
    children.push_back(make_pool({kind, setup.telemetry, board, setup.memory}, setups));
  }
  return children;
}

}  // namespace

struct actor_runtime::implementation {
  explicit implementation(const runtime_setup& setup)
      : configuration{setup},
        system{configuration},
        alive_sessions{std::make_shared<std::atomic<std::uint32_t>>(0)},
        sessions{std::make_shared<session_registry>(setup.session.max_sessions)},
        environment{std::make_shared<current_environment>(share(setup))},
        gateway{make_session_gateway(system, environment)},
        store{make_store_access(system, setup.session.store_timeout)},
        memory{setup.memory},
        status{system, alive_sessions, setup.roster, setup.store.board, memory} {
    // Before the store actor, which calls it.
    setup.store.store->on_removal(
        [memory = setup.memory](const removal& removed) { memory->forget(removed); });
    for (const auto& [kind, pool] : setup.pools) {
      setups->change(system, kind, std::make_shared<const pool_setup>(pool));
    }
    supervisor = system.spawn(run_supervisor, make_children(setup, setups, status.board));
    wait_for_children(setup);
  }

  /// The supervisor spawns them on a thread of its own; a question that came before would be
  /// refused.
  void wait_for_children(const runtime_setup& setup) {
    const auto are_there = [&] {
      return store_of(system) && (!setup.store.reader || reader_of(system)) &&
             std::all_of(setup.pools.begin(), setup.pools.end(), [&](const auto& entry) {
               return static_cast<bool>(pool_for(system, entry.first));
             });
    };
    const auto deadline = std::chrono::steady_clock::now() + longest_start;
    while (!are_there() && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
  }

  std::shared_ptr<const session_environment> share(const runtime_setup& setup) {
    const auto& options = setup.session;
    return std::make_shared<const session_environment>(session_environment{
        options, setup.census, sessions,
        std::make_shared<rate_limiter>(options.messages_per_user, limited_keys),
        std::make_shared<rate_limiter>(options.messages_per_address, limited_keys), alive_sessions,
        setup.telemetry, setup.store.board, gate, setup.spans});
  }

  system_config configuration;
  caf::actor_system system;
  std::shared_ptr<std::atomic<std::uint32_t>> alive_sessions;
  std::shared_ptr<question_gate> gate = std::make_shared<question_gate>();
  std::shared_ptr<session_registry> sessions;
  std::shared_ptr<current_environment> environment;
  std::unique_ptr<session_gateway> gateway;
  std::unique_ptr<store_access> store;
  std::shared_ptr<pool_setups> setups = std::make_shared<pool_setups>();
  std::shared_ptr<conversation_memory> memory;
  runtime_status status;
  supervisor_actor supervisor;
};

actor_runtime::actor_runtime(const runtime_setup& setup)
    : implementation_{std::make_unique<implementation>(setup)} {}

actor_runtime::~actor_runtime() {
  auto& all = *implementation_;
  {
    caf::scoped_actor self{all.system};
    self->monitor(all.supervisor);
    self->send_exit(all.supervisor, caf::exit_reason::user_shutdown);
    self->receive([](const caf::down_msg&) {}, caf::after(longest_end) >> [] {});
  }
  // Not before the supervisor has ended: it enters those whom it brings back.
  clear_directory(all.system);
  all.supervisor = nullptr;
  // An answer that would not end must not keep the process from ending.
  all.system.await_actors_before_shutdown(all.alive_sessions->load() == 0);
}

std::vector<pulse_part> actor_runtime::pulse_parts() {
  auto& all = *implementation_;
  std::vector<pulse_part> parts{{"supervisor", [&all](const pulse_ptr& question) {
                                   caf::anon_send(all.supervisor, pulse_atom::value, question);
                                 }}};
  for (const auto kind : {chat_kind::health, chat_kind::general}) {
    parts.push_back({pool_name(kind), [&all, kind](const pulse_ptr& question) {
                       if (const auto pool = pool_for(all.system, kind)) {
                         caf::anon_send(pool, pulse_atom::value, question);
                       }
                     }});
  }
  return parts;
}

void actor_runtime::leave_loops() {
  loop_scheduler::of(implementation_->system).leave_loops();
}

session_gateway& actor_runtime::gateway() noexcept {
  return *implementation_->gateway;
}

store_access& actor_runtime::store() noexcept {
  return *implementation_->store;
}

const service_status& actor_runtime::status() const noexcept {
  return implementation_->status;
}

void actor_runtime::adopt(const std::map<chat_kind, pool_setup>& pools) {
  for (const auto& [kind, pool] : pools) {
    implementation_->setups->change(implementation_->system, kind,
                                    std::make_shared<const pool_setup>(pool));
  }
}

void actor_runtime::adopt(const memory_limits& limits) {
  implementation_->memory->limit(limits);
}

void actor_runtime::adopt(const session_options& session) {
  const auto& all = *implementation_;
  auto next = std::make_shared<session_environment>(*all.environment->get());
  next->options = session;
  next->by_user->set_limit(session.messages_per_user);
  next->by_address->set_limit(session.messages_per_address);
  all.sessions->set_limit(session.max_sessions);
  all.environment->set(std::move(next));
}

void actor_runtime::refuse_questions(std::chrono::milliseconds retry_after) {
  implementation_->gate->close(retry_after);
}

std::size_t actor_runtime::unfinished_answers() const {
  return implementation_->sessions->unfinished();
}

void actor_runtime::end_answers() {
  caf::anon_send(implementation_->supervisor, stop_atom::value);
}

bool actor_runtime::stop(std::chrono::milliseconds deadline) {
  constexpr std::chrono::milliseconds step{5};
  end_answers();
  implementation_->sessions->stop_all();
  for (auto waited = step; waited < deadline; waited += step) {
    if (implementation_->alive_sessions->load() == 0) {
      return true;
    }
    std::this_thread::sleep_for(step);
  }
  return implementation_->alive_sessions->load() == 0;
}

}  // namespace aurawell::actors
