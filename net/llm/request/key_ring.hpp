#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <vector>

namespace aurawell::net {

/// Which of an upstream's keys is in use. Knows them by their number only, from 0 on.
/// Thread-safe.
class key_ring {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  /// `keys` is at least 1; whether there is a key at all, the ring does not ask.
  explicit key_ring(std::size_t keys) : usable_from_(keys) {}

  std::size_t size() const noexcept { return usable_from_.size(); }

  /// The key for a request that begins now: the present one as long as it is usable,
  /// then the next one that is. When all of them rest, the first to be usable again.
  std::size_t take(time_point now);

  /// Nobody takes `key` before `until`, unless all of them rest. True when another one
  /// is usable now.
  bool rest(std::size_t key, time_point until, time_point now);

 private:
  /// From `present_` on; `size()` when there is none.
  std::size_t next_usable(time_point now, std::size_t but_not) const noexcept;

  std::mutex mutex_;
  std::size_t present_ = 0;
  std::vector<time_point> usable_from_;
};

}  // namespace aurawell::net
