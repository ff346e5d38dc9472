#include "net/server/idle_watch.hpp"

#include <algorithm>

namespace aurawell::net {

void idle_watch::heard(clock::time_point now) noexcept {
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
