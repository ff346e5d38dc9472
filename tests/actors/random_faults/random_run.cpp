// The random steps of a run.

#include "tests/actors/random_faults/random_run.hpp"

#include <algorithm>
#include <sstream>

#include "domain/log/log.hpp"

namespace aurawell::test_support {

using namespace std::chrono_literals;

namespace {

constexpr int steps_of_a_run = 400;

/// Longer than a session waits for its client.
constexpr std::chrono::seconds long_absence{7};

}  // namespace

random_run::random_run(std::uint32_t seed, actors::expiry on_expiry)
    : random_{seed},
      on_expiry_{on_expiry},
      service_{upstream_.source(), on_expiry, random_},
      weights_{1 + random_.below(3), 3 + random_.below(4), 6, random_.below(3)},
      most_questions_{2 + random_.below(7)} {
  for (const auto* name : {"phone", "tablet", "laptop"}) {
    if (devices_.size() < 2 || random_.one_in(3)) {
      devices_.push_back(std::make_unique<simulated_device>(name, service_.gateway(), found_));
    }
  }
}

const std::vector<std::string>& random_run::go() {
  for (int i = 0; i < steps_of_a_run && found_->all().empty(); ++i) {
    step();
  }
  const auto choice = random_.below(8);
  come_to_an_end(choice == 0   ? ending::departure
                 : choice == 1 ? ending::shutdown
                               : ending::patience);
  return found_->all();
}

void random_run::step() {
  switch (random_.by_weight(weights_)) {
    case 0: pass_time(); break;
    case 1: upstream_.do_something(random_); break;
    case 2: use(*random_.one_of(devices_)); break;
    default: break_something();
  }
  note_unheard();
  service_.run_some();
  look_at_answers();
}

void random_run::pass_time() {
  static constexpr std::chrono::milliseconds steps[] = {10ms, 10ms, 300ms, 1s,  1s,
                                                        1s,   2s,   6s,    11s, 31s};
  const auto passed = steps[random_.below(std::size(steps))];
  logging::debug("test.time_passes", {{"duration_ms", passed}});
  service_.pass_time(passed);
}

void random_run::use(simulated_device& device) {
  if (device.is_cut_off()) {
    device.read();
    disconnect(device);
  } else if (device.is_connected()) {
    use_connection(device);
  } else if (service_.now() >= comes_back_at_[&device]) {
    device.connect();
  }
}

void random_run::use_connection(simulated_device& device) {
  switch (random_.below(12)) {
    case 0: disconnect(device); break;
    case 1: device.stop_reading(); break;
    case 2: device.go_on_reading(); break;
    case 3:
    case 4: ask_something(device); break;
    case 5:
    case 6: join(device); break;
    case 7: cancel_something(device); break;
    case 8: device.read(random_.below(5)); break;
    default: device.read();
  }
}

void random_run::disconnect(simulated_device& device) {
  device.disconnect();
  comes_back_at_[&device] = service_.now() + (random_.one_in(3) ? long_absence : 0s);
}

void random_run::ask_something(simulated_device& device) {
  if (asked_.size() < most_questions_) {
    asked_.push_back("r" + std::to_string(asked_.size()));
    device.ask(asked_.back());
  }
}

/// Follows an answer that another device has asked for, running or not, or repeats a failed
/// question.
void random_run::join(simulated_device& device) {
  std::vector<std::string> others;
  std::vector<std::string> under_way;
  for (const auto& request : asked_) {
    if (device.may_ask(request)) {
      others.push_back(request);
      const bool is_told = std::any_of(devices_.begin(), devices_.end(),
                                       [&](const auto& one) { return one->is_told_of(request); });
      if (is_told) {
        under_way.push_back(request);
      }
    }
  }
  if (!others.empty()) {
    device.ask(random_.one_of(under_way.empty() || random_.one_in(3) ? others : under_way));
  }
}

void random_run::cancel_something(simulated_device& device) {
  if (!asked_.empty() && random_.one_in(6)) {
    const auto& request = random_.one_of(asked_);
    may_be_cancelled_.insert(request);
    device.cancel(request);
  }
}

void random_run::break_something() {
  const auto choice = random_.by_weight({2, 3, 1, 1, 2, 2, 3, 1, 3});
  logging::debug("test.fault", {{"number", choice}});
  switch (choice) {
    case 0: kill_session(random_.one_of(devices_)->session()); break;
    case 1: service_.kill_busy_actor(); break;
    case 2: service_.kill_pool(); break;
    case 3: service_.kill_store(); break;
    case 4: service_.change_store(); break;
    case 5: service_.hold_store(); break;
    case 6: service_.release_store(); break;
    case 7: service_.adopt_another_setup(); break;
    default: service_.pause_workers();
  }
}

void random_run::kill_session(const session_id& id) {
  killed_.insert(id);
  service_.kill_session(id);
}

std::string random_run::outcome() const {
  std::ostringstream all;
  for (const auto& device : devices_) {
    for (const auto& [request, about] : device->requests()) {
      all << device->name() << " " << request << " " << about.text << " "
          << (about.end ? to_string(about.end->status) : "open") << "\n";
    }
  }
  for (const auto& one : service_.stored()) {
    all << one.request.value << " " << *one.summary.text << "\n";
  }
  return all.str();
}

}  // namespace aurawell::test_support
