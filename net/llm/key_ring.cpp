#include "net/llm/key_ring.hpp"

#include <algorithm>

namespace aurawell::net {

std::size_t key_ring::take(time_point now) {
  const std::lock_guard lock{mutex_};
  if (const auto usable = next_usable(now); usable < size()) {
    present_ = usable;
    return usable;
  }
  const auto first = std::min_element(usable_from_.begin(), usable_from_.end());
  return static_cast<std::size_t>(first - usable_from_.begin());
}

bool key_ring::rest(std::size_t key, time_point until, time_point now) {
  const std::lock_guard lock{mutex_};
  usable_from_[key] = std::max(usable_from_[key], until);
  const auto usable = next_usable(now);
  // A rest of no time leaves the key itself usable, and its turn is over all the same.
  const auto turn = usable == key ? (key + 1) % size() : usable;
  const auto has_other = turn < size() && turn != key && usable_from_[turn] <= now;
  if (has_other) {
    present_ = turn;
  }
  return has_other;
}

std::size_t key_ring::next_usable(time_point now) const noexcept {
  for (std::size_t step = 0; step < size(); ++step) {
    const auto key = (present_ + step) % size();
    if (usable_from_[key] <= now) {
      return key;
    }
  }
  return size();
}

}  // namespace aurawell::net
