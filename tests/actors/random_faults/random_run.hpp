#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/actors/random_faults/faulty_service.hpp"
#include "tests/actors/random_faults/findings.hpp"
#include "tests/actors/random_faults/numbered_upstream.hpp"
#include "tests/actors/random_faults/random_choices.hpp"
#include "tests/actors/random_faults/simulated_device.hpp"

namespace aurawell::test_support {

/// The devices of one person, their questions, and faults of every part, in an order that the seed
/// determines.
class random_run {
 public:
  random_run(std::uint32_t seed, actors::expiry on_expiry);
  ~random_run() { devices_.clear(); }

  /// Call it once.
  /// @return The faults that were found.
  const std::vector<std::string>& go();

  /// Everything that was received and stored.
  std::string outcome() const;

 private:
  /// How the run ends: all devices wait for their answers, all devices leave, or the service stops.
  enum class ending : unsigned char { patience, departure, shutdown };

  // The random steps: random_run.cpp
  void step();
  void pass_time();
  void use(simulated_device& device);
  void use_connection(simulated_device& device);
  void disconnect(simulated_device& device);
  void ask_something(simulated_device& device);
  void join(simulated_device& device);
  void cancel_something(simulated_device& device);
  void break_something();
  void kill_session(const session_id& id);

  // The end: random_run_end.cpp
  void come_to_an_end(ending kind);
  void wait_for_all();
  void settle(simulated_device& device);
  void ask_again_what_failed(simulated_device& device);
  bool is_anybody_waiting() const;
  void let_time_pass(std::chrono::seconds total);

  // The checks: random_run_checks.cpp
  /// Call it after each event and before any actor runs.
  void note_unheard();
  void look_at_answers();
  bool is_open(const std::string& request) const;
  bool is_heard(const std::string& request) const;
  void check_devices(ending kind);
  void check_end(const simulated_device& device, const std::string& request, ending kind);
  void check_store();
  void check_nothing_left();

  random_choices random_;
  std::shared_ptr<findings> found_ = std::make_shared<findings>();
  actors::expiry on_expiry_;
  numbered_upstream upstream_;
  faulty_service service_;
  std::vector<std::unique_ptr<simulated_device>> devices_;
  /// Weights of the kinds of steps.
  std::vector<std::size_t> weights_;
  std::vector<std::string> asked_;
  std::size_t most_questions_;
  std::map<const simulated_device*, faulty_service::time_point> comes_back_at_;
  std::set<session_id> killed_;
  /// Answers that may end as cancelled: a person cancelled it, or no device followed it.
  std::set<std::string> may_be_cancelled_;
  std::map<std::pair<const simulated_device*, std::string>, int> asked_again_;
};

}  // namespace aurawell::test_support
