#include "net/metrics/recent_traffic.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

constexpr recent_traffic::time_point start{1h};

/// Regular traffic: each second 50 messages, one attempt of four refused, two answers of 3 s each
/// and one question that fails.
traffic_totals totals_after(std::uint64_t seconds) {
  traffic_totals totals;
  totals.messages = 50 * seconds;
  totals.attempts = 4 * seconds;
  totals.opened = 3 * seconds;
  totals.questions = 3 * seconds;
  totals.failed = seconds;
  totals.answers = 2 * seconds;
  totals.answering = std::chrono::seconds{6 * seconds};
  return totals;
}

void run(recent_traffic& recent, std::uint64_t from, std::uint64_t to) {
  for (auto second = from; second <= to; ++second) {
    recent.note(start + std::chrono::seconds{second}, totals_after(second));
  }
}

void expect_regular(const traffic_rates& rates) {
  EXPECT_NEAR(rates.messages_per_second, 50, 0.1);
  EXPECT_DOUBLE_EQ(rates.success_rate, 0.75);
  EXPECT_DOUBLE_EQ(rates.seconds_per_answer, 3);
  EXPECT_DOUBLE_EQ(rates.error_rate, 1.0 / 3);
}

TEST(recent_traffic, has_harmless_rates_before_anything_happened) {
  const recent_traffic recent{1min, start};
  const auto rates = recent.rates(start, {});
  EXPECT_EQ(rates.messages_per_second, 0);
  EXPECT_EQ(rates.success_rate, 1);
  EXPECT_EQ(rates.seconds_per_answer, 0);
  EXPECT_EQ(rates.error_rate, 0);
}

TEST(recent_traffic, uses_the_life_of_the_program_while_that_is_shorter_than_the_window) {
  recent_traffic recent{1min, start};
  run(recent, 1, 10);
  expect_regular(recent.rates(start + 10s, totals_after(10)));
}

TEST(recent_traffic, forgets_what_is_older_than_the_window) {
  recent_traffic recent{1min, start};
  run(recent, 1, 200);
  // Nothing more happens.
  for (int second = 201; second <= 300; ++second) {
    recent.note(start + std::chrono::seconds{second}, totals_after(200));
    const auto rates = recent.rates(start + std::chrono::seconds{second}, totals_after(200));
    const auto expected = std::max(0.0, 50 * (260.0 - second) / 60);
    EXPECT_NEAR(rates.messages_per_second, expected, 0.01) << second;
    EXPECT_EQ(rates.success_rate, second < 260 ? 0.75 : 1) << second;
  }
}

TEST(recent_traffic, counts_until_now_between_two_notes) {
  recent_traffic recent{1min, start};
  run(recent, 1, 100);
  auto totals = totals_after(100);
  totals.messages += 25;
  EXPECT_NEAR(recent.rates(start + 100s + 500ms, totals).messages_per_second, 50, 0.1);
}

TEST(recent_traffic, is_exact_although_its_notes_come_late) {
  recent_traffic recent{1min, start};
  for (std::uint64_t second = 7; second <= 210; second += 7) {
    recent.note(start + std::chrono::seconds{second}, totals_after(second));
  }
  expect_regular(recent.rates(start + 213s, totals_after(213)));
}

TEST(recent_traffic, ignores_notes_that_come_too_often) {
  recent_traffic recent{6s, start};
  EXPECT_EQ(recent.interval(), 100ms);
  for (int i = 1; i <= 100'000; ++i) {
    recent.note(start + std::chrono::milliseconds{i}, {});
  }
  // Also with all of its notes in the last interval, it would know nothing of six seconds ago.
  traffic_totals totals;
  totals.messages = 600;
  EXPECT_NEAR(recent.rates(start + 100s, totals).messages_per_second, 100, 2);
}

}  // namespace
}  // namespace aurawell::net
