#include "net/server/heartbeat.hpp"

#include <utility>

namespace aurawell::net {

bool heartbeat::heard(clock::time_point now) noexcept {
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

}  // namespace aurawell::net
