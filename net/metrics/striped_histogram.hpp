#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "net/metrics/doubling_buckets.hpp"

namespace prometheus {
class Histogram;
}

namespace aurawell::net {

/// Counts durations for a histogram of the library, which takes a lock for each. Here
/// threads count side by side, without waiting and without allocating.
class striped_histogram {
 public:
  /// At most 23 bounded buckets.
  explicit striped_histogram(const doubling_buckets& buckets) noexcept;
  striped_histogram(const striped_histogram&) = delete;
  striped_histogram& operator=(const striped_histogram&) = delete;

  /// Any thread.
  void observe(std::chrono::nanoseconds value) noexcept;

  /// Any thread. Moves what was counted since the last time to `target`, which has the
  /// same buckets. A value that comes meanwhile may show in the count before the sum.
  void drain_into(prometheus::Histogram& target);

 private:
  static constexpr std::size_t most_buckets = 24;
  static constexpr std::size_t stripe_count = 8;

  struct alignas(64) stripe {
    std::array<std::atomic<std::uint64_t>, most_buckets> counts{};
    std::atomic<std::int64_t> nanoseconds{0};
  };

  doubling_buckets buckets_;
  std::array<stripe, stripe_count> stripes_;
};

}  // namespace aurawell::net
