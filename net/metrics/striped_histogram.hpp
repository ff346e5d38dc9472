#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace prometheus {
class Histogram;
}

namespace aurawell::net {

/// Converts to seconds, the unit of all published durations.
inline double in_seconds(std::chrono::nanoseconds time) noexcept {
  return std::chrono::duration<double>{time}.count();
}

/// The buckets of a histogram of durations. Each bound is twice the bound before, so finding a
/// bucket needs no search.
struct doubling_buckets {
  /// Upper bound of the first bucket; greater than 0.
  std::chrono::nanoseconds first{1};
  /// Number of buckets with an upper bound. One more bucket counts all larger values.
  std::size_t bounded = 1;

  /// Returns the index of the bucket; `bounded` for values above all bounds. A bound belongs to its
  /// own bucket, negative values to the first.
  std::size_t place_of(std::chrono::nanoseconds value) const noexcept {
    if (value <= first) {
      return 0;
    }
    const auto below = static_cast<std::uint64_t>((value.count() - 1) / first.count());
    const auto place = static_cast<std::size_t>(std::bit_width(below));
    return place < bounded ? place : bounded;
  }

  std::vector<double> bounds_in_seconds() const {
    std::vector<double> bounds;
    for (auto bound = first; bounds.size() < bounded; bound *= 2) {
      bounds.push_back(in_seconds(bound));
    }
    return bounds;
  }
};

/// 10 ms to 82 s, as OpenTelemetry recommends for language models.
inline constexpr doubling_buckets model_buckets{std::chrono::milliseconds{10}, 14};

/// 50 µs to 52 s, for the time that the service itself adds.
inline constexpr doubling_buckets overhead_buckets{std::chrono::microseconds{50}, 21};

/// Counts durations for a histogram of the library, which locks for each value. Here threads count
/// concurrently, without a lock and without allocation.
class striped_histogram {
 public:
  /// @param buckets At most 23 with an upper bound.
  explicit striped_histogram(const doubling_buckets& buckets) noexcept;
  striped_histogram(const striped_histogram&) = delete;
  striped_histogram& operator=(const striped_histogram&) = delete;

  /// Any thread.
  void observe(std::chrono::nanoseconds value) noexcept;

  /// Any thread. Moves the counts since the last call to `target`, which has the same buckets. A
  /// value that arrives during the call may be in the count before it is in the sum.
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
