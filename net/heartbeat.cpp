#include "net/heartbeat.hpp"

#include <utility>

namespace aurawell::net {

bool heartbeat::heard(clock::time_point now) noexcept {
  since_ = now;
  return std::exchange(pinged_, false) && interval_ < timeout_;
}

heartbeat::verdict heartbeat::check(clock::time_point now) noexcept {
  if (now < due()) {
    return verdict::alive;
  }
  if (pinged_) {
    return verdict::lost;
  }
  pinged_ = true;
  since_ = now;
  return verdict::ping;
}

}  // namespace aurawell::net
