#pragma once

#include <caf/actor_clock.hpp>
#include <caf/scheduled_actor.hpp>
#include <functional>
#include <optional>
#include <utility>

namespace aurawell::actors {

/// One timer of an actor; a member of its state. CAF drops it when the actor terminates, whereas a
/// message of `delayed_send` stays in the clock, and holds the actor, until its time. To get that,
/// it is the timeout of a request without a receiver.
class wake_up {
 public:
  using time_point = caf::actor_clock::time_point;

  /// Must be the first call, and called once.
  /// @param then Runs in the actor at each wake-up.
  void start(caf::scheduled_actor* self, std::function<void()> then) {
    self_ = self;
    then_ = std::move(then);
  }

  /// Wakes up at `due`, or earlier if an earlier time was set before: then call it again.
  void at(time_point due) {
    if (due_ && *due_ <= due) {
      return;
    }
    due_ = due;
    const auto id = self_->new_request_id(caf::message_priority::normal).response_id();
    self_->add_multiplexed_response_handler(
        id, caf::behavior{[this, due](const caf::error&) { on_time(due); }});
    self_->clock().set_request_timeout(due, self_, id);
  }

 private:
  void on_time(time_point due) {
    // Otherwise an earlier timer has replaced this one.
    if (due_ == due) {
      due_.reset();
      then_();
    }
  }

  caf::scheduled_actor* self_ = nullptr;
  std::function<void()> then_;
  std::optional<time_point> due_;
};

}  // namespace aurawell::actors
