#include "tests/loadtest/latency_histogram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace aurawell::loadtest {
namespace {

using std::chrono::nanoseconds;

TEST(latency_histogram, is_zero_while_empty) {
  const latency_histogram times;
  EXPECT_EQ(times.count(), 0U);
  EXPECT_EQ(times.quantile(0.5), nanoseconds{0});
  EXPECT_EQ(times.max(), nanoseconds{0});
}

TEST(latency_histogram, is_exact_for_one_value) {
  latency_histogram times;
  times.add(nanoseconds{123'456'789});
  EXPECT_EQ(times.quantile(0), nanoseconds{123'456'789});
  EXPECT_EQ(times.quantile(1), nanoseconds{123'456'789});
}

TEST(latency_histogram, stays_within_its_precision) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937_64 random{seed};
  std::lognormal_distribution<double> durations{14, 3};
  latency_histogram times;
  std::vector<double> all;
  for (int i = 0; i < 20'000; ++i) {
    const nanoseconds value{static_cast<std::int64_t>(durations(random))};
    all.push_back(static_cast<double>(value.count()));
    times.add(value);
  }
  std::ranges::sort(all);
  for (const auto share : {0.01, 0.5, 0.9, 0.99, 0.999}) {
    const auto exact = all[static_cast<std::size_t>(share * 20'000) - 1];
    const auto found = static_cast<double>(times.quantile(share).count());
    EXPECT_GE(found, exact) << share;
    EXPECT_LE(found, exact * 1.016 + 1) << share;
  }
  EXPECT_EQ(static_cast<double>(times.max().count()), all.back());
}

TEST(latency_histogram, may_be_coarser_in_less_memory) {
  latency_histogram times{4};
  for (int value = 1; value <= 100'000; ++value) {
    times.add(nanoseconds{value});
  }
  for (const auto share : {0.01, 0.5, 0.99}) {
    const auto found = static_cast<double>(times.quantile(share).count());
    EXPECT_GE(found, share * 100'000) << share;
    EXPECT_LE(found, share * 100'000 * 1.063 + 1) << share;
  }
}

TEST(latency_histogram, takes_the_extremes) {
  latency_histogram times;
  times.add(nanoseconds{-5});
  times.add(nanoseconds::max());
  EXPECT_EQ(times.quantile(0.5), nanoseconds{0});
  EXPECT_EQ(times.quantile(1), nanoseconds::max());
}

TEST(latency_histogram, merges_as_if_all_had_been_added_to_one) {
  latency_histogram one;
  latency_histogram other;
  one.add(nanoseconds{10});
  other.add(nanoseconds{20});
  other.add(nanoseconds{30});
  one.merge(other);
  EXPECT_EQ(one.count(), 3U);
  EXPECT_EQ(one.quantile(0.5), nanoseconds{20});
  EXPECT_EQ(one.max(), nanoseconds{30});
}

}  // namespace
}  // namespace aurawell::loadtest
