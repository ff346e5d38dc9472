#include "net/llm/request/key_ring.hpp"

#include <algorithm>

namespace aurawell::net {

std::size_t key_ring::take(time_point now) {
  const std::lock_guard lock{mutex_};
  if (const auto usable = next_usable(now, size()); usable < size()) {
    present_ = usable;
    return usable;
  }
  const auto first = std::min_element(usable_from_.begin(), usable_from_.end());
  return static_cast<std::size_t>(first - usable_from_.begin());
}

bool key_ring::rest(std::size_t key, time_point until, time_point now) {
  const std::lock_guard lock{mutex_};
  usable_from_[key] = std::max(usable_from_[key], until);
  const auto other = next_usable(now, key);
  if (other < size()) {
    present_ = other;
  }
  return other < size();
}

std::size_t key_ring::next_usable(time_point now, std::size_t but_not) const noexcept {
  for (std::size_t step = 0; step < size(); ++step) {
    const auto key = (present_ + step) % size();
    if (key != but_not && usable_from_[key] <= now) {
      return key;
    }
  }
  return size();
}

}  // namespace aurawell::net
