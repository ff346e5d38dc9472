#include "net/metrics/striped_histogram.hpp"

#include <gtest/gtest.h>
#include <prometheus/histogram.h>

#include <algorithm>
#include <random>
#include <thread>
#include <vector>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

TEST(doubling_buckets, their_bounds_double) {
  const auto bounds = model_buckets.bounds_in_seconds();
  ASSERT_EQ(bounds.size(), 14U);
  EXPECT_DOUBLE_EQ(bounds.front(), 0.01);
  EXPECT_DOUBLE_EQ(bounds[3], 0.08);
  EXPECT_DOUBLE_EQ(bounds.back(), 81.92);
  EXPECT_DOUBLE_EQ(overhead_buckets.bounds_in_seconds().front(), 50e-6);
}

TEST(doubling_buckets, a_bound_belongs_to_its_bucket) {
  auto bound = overhead_buckets.first;
  for (std::size_t place = 0; place < overhead_buckets.bounded; ++place, bound *= 2) {
    EXPECT_EQ(overhead_buckets.place_of(bound - 1ns), place);
    EXPECT_EQ(overhead_buckets.place_of(bound), place);
    EXPECT_EQ(overhead_buckets.place_of(bound + 1ns), place + 1);
  }
}

TEST(doubling_buckets, take_any_value) {
  EXPECT_EQ(model_buckets.place_of(nanoseconds::min()), 0U);
  EXPECT_EQ(model_buckets.place_of(0ns), 0U);
  EXPECT_EQ(model_buckets.place_of(nanoseconds::max()), model_buckets.bounded);
}

TEST(doubling_buckets, find_the_place_that_a_search_finds) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937_64 random{seed};
  std::vector<nanoseconds> bounds;
  for (auto bound = model_buckets.first; bounds.size() < model_buckets.bounded; bound *= 2) {
    bounds.push_back(bound);
  }
  for (int i = 0; i < 10'000; ++i) {
    const nanoseconds value{static_cast<std::int64_t>(random() >> (1U + random() % 40))};
    const auto found = std::lower_bound(bounds.begin(), bounds.end(), value) - bounds.begin();
    ASSERT_EQ(model_buckets.place_of(value), static_cast<std::size_t>(found)) << value.count();
  }
}

TEST(striped_histogram, brings_counts_and_sum_to_the_librarys) {
  striped_histogram fast{model_buckets};
  prometheus::Histogram shown{model_buckets.bounds_in_seconds()};
  fast.observe(10ms);
  fast.observe(15ms);
  fast.observe(100s);
  fast.drain_into(shown);
  fast.drain_into(shown);
  fast.observe(5ms);
  fast.drain_into(shown);
  const auto got = shown.Collect().histogram;
  EXPECT_EQ(got.sample_count, 4U);
  EXPECT_NEAR(got.sample_sum, 100.03, 1e-9);
  EXPECT_EQ(got.bucket[0].cumulative_count, 2U);
  EXPECT_EQ(got.bucket[1].cumulative_count, 3U);
  EXPECT_EQ(got.bucket[13].cumulative_count, 3U);
  EXPECT_EQ(got.bucket[14].cumulative_count, 4U);
}

TEST(striped_histogram, loses_nothing_while_threads_count_and_drain) {
  striped_histogram fast{overhead_buckets};
  prometheus::Histogram shown{overhead_buckets.bounds_in_seconds()};
  constexpr int each = 20'000;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < each; ++i) {
        fast.observe(1ms);
        if (i % 1'000 == 0) {
          fast.drain_into(shown);
        }
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  fast.drain_into(shown);
  EXPECT_EQ(shown.Collect().histogram.sample_count, 4U * each);
  EXPECT_NEAR(shown.Collect().histogram.sample_sum, 4 * each * 1e-3, 1e-6);
}

TEST(striped_histogram, takes_a_clock_that_went_back_as_nothing) {
  striped_histogram fast{model_buckets};
  prometheus::Histogram shown{model_buckets.bounds_in_seconds()};
  fast.observe(-1s);
  fast.drain_into(shown);
  EXPECT_EQ(shown.Collect().histogram.bucket[0].cumulative_count, 1U);
  EXPECT_EQ(shown.Collect().histogram.sample_sum, 0);
}

}  // namespace
}  // namespace aurawell::net
