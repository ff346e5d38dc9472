#include "domain/admission/rate_limiter.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <string>
#include <thread>
#include <vector>

namespace aurawell {
namespace {

using namespace std::chrono_literals;

constexpr rate_limiter::clock::time_point first_request{1h};
constexpr std::size_t many_keys = 10'000;

/// How often `key` is admitted without a wait.
int burst(rate_limiter& limiter, std::string_view key, rate_limiter::clock::time_point now) {
  int taken = 0;
  while (taken < 2'000'000 && !limiter.take(key, now)) {
    ++taken;
  }
  return taken;
}

/// How many of `count` new keys are refused at their second call.
int stopped(rate_limiter& limiter, const std::string& prefix, int count,
            rate_limiter::clock::time_point now) {
  int found = 0;
  for (int i = 0; i < count; ++i) {
    const auto key = prefix + std::to_string(i);
    EXPECT_FALSE(limiter.take(key, now));
    found += limiter.take(key, now) ? 1 : 0;
  }
  return found;
}

TEST(rate_limiter, lets_a_minutes_worth_through_at_once) {
  for (const std::uint32_t rate : {1U, 7U, 60U, 600U, 999'999U}) {
    rate_limiter limiter{rate, many_keys};
    EXPECT_EQ(burst(limiter, "ann", first_request), static_cast<int>(rate));
  }
}

TEST(rate_limiter, counts_over_other_periods_too) {
  rate_limiter limiter{24, many_keys, 24h};
  EXPECT_EQ(burst(limiter, "ann", first_request), 24);
  EXPECT_EQ(burst(limiter, "ann", first_request + 59min), 0);
  EXPECT_EQ(burst(limiter, "ann", first_request + 2h), 2);
}

TEST(rate_limiter, says_how_long_to_wait_and_keeps_its_word) {
  rate_limiter limiter{60, many_keys};
  burst(limiter, "ann", first_request);
  const auto wait = limiter.take("ann", first_request);
  EXPECT_EQ(wait, 1'000ms);
  EXPECT_EQ(limiter.take("ann", first_request + 999ms), 1ms);
  EXPECT_FALSE(limiter.take("ann", first_request + *wait));
  EXPECT_EQ(limiter.take("ann", first_request + *wait), 1'000ms);
}

TEST(rate_limiter, changes_its_limit_in_mid_minute) {
  rate_limiter limiter{60, many_keys};
  EXPECT_FALSE(limiter.take("ann", first_request));
  limiter.set_limit(2);
  EXPECT_FALSE(limiter.take("ann", first_request));
  EXPECT_TRUE(limiter.take("ann", first_request));
  EXPECT_EQ(burst(limiter, "bob", first_request), 2);
  limiter.set_limit(600);
  EXPECT_GT(burst(limiter, "ann", first_request), 200);
  limiter.set_limit(0);
  EXPECT_FALSE(limiter.take("ann", first_request));
}

TEST(rate_limiter, never_says_to_wait_for_nothing) {
  rate_limiter limiter{7, many_keys};
  burst(limiter, "ann", first_request);
  const auto interval = rate_limiter::clock::duration{1min} / 7;
  EXPECT_EQ(limiter.take("ann", first_request + interval - 1ns), 1ms);
}

TEST(rate_limiter, fills_a_bucket_within_a_minute_and_no_further) {
  rate_limiter limiter{60, many_keys};
  burst(limiter, "ann", first_request);
  EXPECT_EQ(burst(limiter, "ann", first_request + 30s), 30);
  EXPECT_EQ(burst(limiter, "ann", first_request + 24h), 60);
}

TEST(rate_limiter, a_refusal_costs_nothing) {
  rate_limiter limiter{60, many_keys};
  burst(limiter, "ann", first_request);
  for (int i = 0; i < 1'000; ++i) {
    EXPECT_EQ(limiter.take("ann", first_request), 1'000ms);
  }
}

TEST(rate_limiter, keeps_keys_apart) {
  rate_limiter limiter{2, many_keys};
  burst(limiter, "ann", first_request);
  EXPECT_EQ(burst(limiter, "bob", first_request), 2);
  EXPECT_EQ(burst(limiter, "", first_request), 2);
}

TEST(rate_limiter, without_a_rate_stops_nobody) {
  rate_limiter limiter{0, 1};
  for (int i = 0; i < 10'000; ++i) {
    ASSERT_FALSE(limiter.take("ann", first_request));
  }
}

TEST(rate_limiter, lets_new_keys_go_free_when_it_is_full) {
  rate_limiter limiter{1, 160};
  const auto remembered = stopped(limiter, "first-", 10'000, first_request);
  EXPECT_GE(remembered, 100);
  EXPECT_LE(remembered, 160);
  EXPECT_EQ(stopped(limiter, "second-", 100, first_request), 0);
  EXPECT_TRUE(limiter.take("first-0", first_request)) << "it forgot a bucket that is not full";
}

TEST(rate_limiter, forgets_full_buckets_for_new_keys) {
  rate_limiter limiter{1, 160};
  stopped(limiter, "first-", 10'000, first_request);
  EXPECT_GE(stopped(limiter, "second-", 10'000, first_request + 1min), 100);
  EXPECT_FALSE(limiter.take("first-0", first_request + 1min));
}

TEST(rate_limiter, counts_right_between_threads) {
  constexpr int threads = 4;
  rate_limiter limiter{10'000, many_keys};
  std::latch ready{threads};
  std::atomic<int> taken{0};
  std::vector<std::thread> crowd;
  for (int i = 0; i < threads; ++i) {
    crowd.emplace_back([&] {
      ready.arrive_and_wait();
      for (int round = 0; round < 5'000; ++round) {
        taken += limiter.take("ann", first_request) ? 0 : 1;
      }
    });
  }
  for (auto& thread : crowd) {
    thread.join();
  }
  EXPECT_EQ(taken, 10'000);
}

}  // namespace
}  // namespace aurawell
