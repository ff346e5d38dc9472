#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "net/metrics/thread_number.hpp"

namespace aurawell::net {

/// Totals that many threads count concurrently, without a lock and mostly without a shared cache
/// line.
template <std::size_t Size>
class striped_counters {
 public:
  striped_counters() = default;
  striped_counters(const striped_counters&) = delete;
  striped_counters& operator=(const striped_counters&) = delete;

  /// Any thread.
  void add(std::size_t place, std::uint64_t amount) noexcept {
    stripes_[number_of_this_thread() % stripe_count].counts[place].fetch_add(
        amount, std::memory_order_relaxed);
  }

  /// Any thread; never smaller than before.
  std::uint64_t total(std::size_t place) const noexcept {
    std::uint64_t sum = 0;
    for (const auto& one : stripes_) {
      sum += one.counts[place].load(std::memory_order_relaxed);
    }
    return sum;
  }

 private:
  static constexpr std::size_t stripe_count = 8;

  struct alignas(64) stripe {
    std::array<std::atomic<std::uint64_t>, Size> counts{};
  };

  std::array<stripe, stripe_count> stripes_;
};

}  // namespace aurawell::net
