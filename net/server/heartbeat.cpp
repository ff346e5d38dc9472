#include "net/server/heartbeat.hpp"

#include <algorithm>
#include <utility>

namespace aurawell::net {

bool heartbeat::note_received(clock::time_point now) noexcept {
  since_ = now;
  const auto before = std::exchange(state_, state::quiet);
  return before == state::asked || (before == state::pinged && interval_ < timeout_);
}

heartbeat::verdict heartbeat::check(clock::time_point now) noexcept {
  if (now < due()) {
    return verdict::alive;
  }
  if (state_ == state::pinged) {
    return verdict::lost;
  }
  state_ = state::asked;
  return verdict::ping;
}

void heartbeat::left(clock::time_point now) noexcept {
  if (state_ == state::asked) {
    state_ = state::pinged;
    since_ = now;
  }
}

heartbeat::clock::time_point heartbeat::due() const noexcept {
  switch (state_) {
    case state::quiet: return since_ + interval_;
    case state::pinged: return since_ + timeout_;
    case state::asked: break;
  }
  return clock::time_point::max();
}

void idle_watch::note_received(clock::time_point now) noexcept {
  was_heard_ = true;
  last_ = now;
}

std::optional<std::string_view> idle_watch::check(clock::time_point now) const noexcept {
  if (!was_heard_ && now >= began_ + first_) {
    return "the client never said anything";
  }
  if (now >= last_ + longest_) {
    return "no message for too long";
  }
  return std::nullopt;
}

idle_watch::clock::time_point idle_watch::due() const noexcept {
  const auto quiet = last_ + longest_;
  return was_heard_ ? quiet : std::min(quiet, began_ + first_);
}

}  // namespace aurawell::net
