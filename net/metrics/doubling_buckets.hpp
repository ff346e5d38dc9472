#pragma once

#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace aurawell::net {

/// As metrics have it.
inline double in_seconds(std::chrono::nanoseconds time) noexcept {
  return std::chrono::duration<double>{time}.count();
}

/// The buckets of a histogram of durations, each twice as wide as the one before: the
/// place of a value is arithmetic and no search.
struct doubling_buckets {
  /// Upper bound of the first bucket; more than nothing.
  std::chrono::nanoseconds first{1};
  /// How many have an upper bound; one more takes the rest.
  std::size_t bounded = 1;

  /// Number of the bucket, `bounded` for what is above all of them. A bound belongs to
  /// its bucket, and what is below nothing to the first.
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

/// 50 µs to 52 s: what the service itself adds.
inline constexpr doubling_buckets overhead_buckets{std::chrono::microseconds{50}, 21};

}  // namespace aurawell::net
