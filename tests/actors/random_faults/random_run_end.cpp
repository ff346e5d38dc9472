// The end of a run.

#include <algorithm>

#include "tests/actors/random_faults/random_run.hpp"

namespace aurawell::test_support {

using namespace std::chrono_literals;

namespace {

constexpr int most_rounds = 300;
constexpr int most_askings = 2;
/// Longer than an answer may take, and than a session waits for its client.
constexpr std::chrono::seconds time_for_all{400};
/// Longer than a session waits for its client, and longer than the store may be unavailable.
constexpr std::chrono::seconds time_to_stop{30};

}  // namespace

void random_run::come_to_an_end(ending kind) {
  if (kind == ending::patience) {
    service_.heal();
    wait_for_all();
  }
  for (const auto& device : devices_) {
    device->disconnect();
  }
  if (kind == ending::shutdown) {
    service_.run_some();
    service_.stop();
    let_time_pass(time_to_stop);
  }
  service_.heal();
  // An attempt without a follower may still wait for its next try.
  let_time_pass(kind != ending::shutdown && on_expiry_ == actors::expiry::continue_answers
                    ? time_for_all
                    : time_to_stop);
  check_devices(kind);
  check_store();
  check_nothing_left();
}

/// All devices wait, and there are no faults.
void random_run::wait_for_all() {
  for (int round = 0; round < most_rounds && (is_anybody_waiting() || upstream_.running() > 0);
       ++round) {
    for (const auto& device : devices_) {
      settle(*device);
    }
    upstream_.finish_all();
    let_time_pass(1s);
  }
}

void random_run::settle(simulated_device& device) {
  if (device.is_cut_off()) {
    device.read();
    device.disconnect();
  }
  if (!device.is_connected()) {
    device.connect();
  }
  device.go_on_reading();
  service_.run_all();
  device.read();
  if (device.is_greeted()) {
    ask_again_what_failed(device);
  } else {
    device.disconnect();
  }
}

void random_run::ask_again_what_failed(simulated_device& device) {
  for (const auto& request : asked_) {
    if (device.requests().contains(request) && device.may_ask(request) &&
        ++asked_again_[{&device, request}] <= most_askings) {
      device.ask(request);
    }
  }
}

bool random_run::is_anybody_waiting() const {
  return std::any_of(devices_.begin(), devices_.end(),
                     [](const auto& device) { return device->waits() || device->has_unread(); });
}

void random_run::let_time_pass(std::chrono::seconds total) {
  for (auto passed = 0s; passed < total; passed += 1s) {
    service_.pass_time(1s);
    note_unheard();
    service_.run_all();
    look_at_answers();
  }
}

}  // namespace aurawell::test_support
