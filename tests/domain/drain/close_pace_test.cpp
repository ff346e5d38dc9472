#include "domain/drain/close_pace.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using moment = close_pace::time_point;

/// Times of the closes when up to `ready(now)` connections are done in total at `now`.
template <class Ready>
std::vector<close_pace::duration> closes_of(std::size_t connections, close_pace::duration spread,
                                            Ready ready, close_pace::duration tick = 10ms) {
  close_pace pace{connections, spread, moment{}};
  std::vector<close_pace::duration> times;
  for (close_pace::duration now{}; times.size() < connections && now < 1h; now += tick) {
    const auto may = std::min<std::size_t>(pace.due(moment{now}), ready(now) - times.size());
    pace.take(may);
    times.insert(times.end(), may, now);
  }
  return times;
}

std::size_t most_in_a_second(const std::vector<close_pace::duration>& times) {
  std::size_t most = 0;
  for (std::size_t first = 0, last = 0; last < times.size(); ++last) {
    while (times[last] - times[first] >= 1s) {
      ++first;
    }
    most = std::max(most, last - first + 1);
  }
  return most;
}

TEST(close_pace, spreads_connections_that_are_all_done_evenly) {
  const auto times = closes_of(100, 10s, [](auto) { return 100U; });
  ASSERT_EQ(times.size(), 100U);
  EXPECT_EQ(times.front(), 0ms);
  EXPECT_LT(times.back(), 10s);
  EXPECT_GT(times.back(), 9s);
  EXPECT_LE(most_in_a_second(times), 11U);
}

TEST(close_pace, keeps_below_twice_the_share_when_all_become_done_at_once) {
  const auto times = closes_of(100, 10s, [](auto now) { return now < 30s ? 0U : 100U; });
  ASSERT_EQ(times.size(), 100U);
  EXPECT_EQ(times.front(), 30s);
  EXPECT_LT(times.back(), 40s);
  EXPECT_LE(most_in_a_second(times), 16U);
}

TEST(close_pace, keeps_below_twice_the_share_after_a_late_tick) {
  const auto times = closes_of(
      100, 10s, [](auto) { return 100U; }, 3s);
  EXPECT_LE(most_in_a_second(times), 20U);
}

TEST(close_pace, closes_one_connection_at_once) {
  EXPECT_EQ(closes_of(1, 10s, [](auto) { return 1U; }), std::vector<close_pace::duration>{0ms});
}

TEST(close_pace, closes_few_connections_one_by_one) {
  const auto times = closes_of(3, 9s, [](auto) { return 3U; });
  ASSERT_EQ(times.size(), 3U);
  EXPECT_NEAR(static_cast<double>(times[1] / 1ms), 3'000, 20);
  EXPECT_NEAR(static_cast<double>(times[2] / 1ms), 6'000, 20);
}

TEST(close_pace, has_no_limit_without_a_spread) {
  EXPECT_EQ(closes_of(50, 0s, [](auto) { return 50U; }).back(), 0ms);
}

}  // namespace
}  // namespace aurawell
