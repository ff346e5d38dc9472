#include "net/metrics/striped_histogram.hpp"

#include <prometheus/histogram.h>

#include <algorithm>
#include <cassert>
#include <vector>

#include "net/metrics/thread_number.hpp"

namespace aurawell::net {

striped_histogram::striped_histogram(const doubling_buckets& buckets) noexcept : buckets_{buckets} {
  assert(buckets.bounded < most_buckets);
}

void striped_histogram::observe(std::chrono::nanoseconds value) noexcept {
  auto& mine = stripes_[number_of_this_thread() % stripe_count];
  mine.counts[buckets_.place_of(value)].fetch_add(1, std::memory_order_relaxed);
  mine.nanoseconds.fetch_add(std::max<std::int64_t>(value.count(), 0), std::memory_order_relaxed);
}

void striped_histogram::drain_into(prometheus::Histogram& target) {
  std::vector<double> counts(buckets_.bounded + 1);
  std::chrono::nanoseconds sum{0};
  for (auto& one : stripes_) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
      counts[i] += static_cast<double>(one.counts[i].exchange(0, std::memory_order_relaxed));
    }
    sum += std::chrono::nanoseconds{one.nanoseconds.exchange(0, std::memory_order_relaxed)};
  }
  target.ObserveMultiple(counts, in_seconds(sum));
}

}  // namespace aurawell::net
