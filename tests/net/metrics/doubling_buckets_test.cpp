#include "net/metrics/doubling_buckets.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

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

}  // namespace
}  // namespace aurawell::net
