#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace aurawell::loadtest {

/// Counts durations in buckets, so that millions of them cost no more memory than one. Not
/// thread-safe; made to be merged.
class latency_histogram {
 public:
  /// @param precision_bits Each power of two is divided into 2 to the power of this: with 6 the
  ///                       widest bucket has 1.6 % (30 KiB in memory), with 4 it has 6.3 % (8 KiB).
  explicit latency_histogram(unsigned precision_bits = 6);

  /// A negative duration counts as none.
  void add(std::chrono::nanoseconds duration) noexcept;
  /// Both must have the same precision.
  void merge(const latency_histogram& other) noexcept;

  std::uint64_t count() const noexcept { return count_; }
  std::chrono::nanoseconds max() const noexcept { return max_; }

  /// The duration that `share` (0 to 1) of all do not exceed; 0 if there are none.
  std::chrono::nanoseconds quantile(double share) const noexcept;

 private:
  unsigned precision_bits_;
  std::vector<std::uint64_t> buckets_;
  std::uint64_t count_ = 0;
  std::chrono::nanoseconds max_{0};
};

}  // namespace aurawell::loadtest
