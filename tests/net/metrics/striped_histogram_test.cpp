#include "net/metrics/striped_histogram.hpp"

#include <gtest/gtest.h>
#include <prometheus/histogram.h>

#include <thread>
#include <vector>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

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
