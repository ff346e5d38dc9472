#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <vector>

namespace aurawell::net {

/// Chooses which of an upstream's keys is used. Keys are numbers from 0 on. Thread-safe.
class key_ring {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  /// `keys` is at least 1, also for an upstream without a key.
  explicit key_ring(std::size_t keys) : usable_from_(keys) {}

  std::size_t size() const noexcept { return usable_from_.size(); }

  /// The key for a request that begins now: the present one while it is usable, else the next
  /// usable one. When all of them rest, the one that is usable first.
  std::size_t take(time_point now);

  /// `take` does not return `key` before `until`, unless all keys rest. True when another key is
  /// usable now.
  bool rest(std::size_t key, time_point until, time_point now);

 private:
  /// The next usable key from `present_` on; `size()` when there is none.
  std::size_t next_usable(time_point now, std::size_t but_not) const noexcept;

  std::mutex mutex_;
  std::size_t present_ = 0;
  std::vector<time_point> usable_from_;
};

}  // namespace aurawell::net
