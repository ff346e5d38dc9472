#include "domain/models/provider_health.hpp"

#include <gtest/gtest.h>

namespace aurawell {
namespace {

using namespace std::chrono_literals;

constexpr provider_health::time_point first_moment{1h};

completion_failure failure(ec code, bool other_key = false) {
  return {{code, "as the test wished"}, 500, {}, true, other_key};
}

TEST(provider_health, counts_attempts_and_failures) {
  provider_health health{"deepseek"};
  auto first = health.try_begin(first_moment);
  auto second = health.try_begin(first_moment);
  EXPECT_EQ(health.status(first_moment).streaming, 2U);
  first->failed(first_moment, {ec::upstream_failed, "The language model has a fault."});
  first.reset();
  second->succeeded(first_moment);
  second.reset();
  const auto status = health.status(first_moment);
  EXPECT_EQ(status.name, "deepseek");
  EXPECT_EQ(status.streaming, 0U);
  EXPECT_EQ(status.attempts, 2U);
  EXPECT_EQ(status.failures, 1U);
  EXPECT_EQ(status.recent_attempts, 2U);
  EXPECT_EQ(status.recent_failures, 1U);
  EXPECT_EQ(status.last_failure, "EXTERNAL_1501: The language model has a fault.");
}

TEST(provider_health, leaves_no_trace_of_a_cancelled_attempt_but_its_number) {
  provider_health health{"deepseek"};
  { const auto attempt = health.try_begin(first_moment); }
  const auto status = health.status(first_moment);
  EXPECT_EQ(status.streaming, 0U);
  EXPECT_EQ(status.attempts, 1U);
  EXPECT_EQ(status.recent_attempts, 0U);
}

TEST(provider_health, does_not_begin_while_the_breaker_is_open) {
  provider_health health{"deepseek", {30s, 1, 0.5, 10s, 60s, 1}};
  health.try_begin(first_moment)->failed(first_moment, {ec::upstream_failed, ""});
  EXPECT_FALSE(health.try_begin(first_moment));
  const auto status = health.status(first_moment);
  EXPECT_EQ(status.breaker, breaker_state::open);
  EXPECT_GE(status.probe_in, 10s);
  EXPECT_EQ(status.attempts, 1U);
  EXPECT_EQ(status.streaming, 0U);
}

TEST(provider_health, is_held_back_until_the_latest_time_named) {
  provider_health health{"deepseek"};
  health.hold_back_until(first_moment + 5s);
  health.hold_back_until(first_moment + 2s);
  EXPECT_TRUE(health.is_held_back(first_moment + 4s));
  EXPECT_FALSE(health.is_held_back(first_moment + 5s));
}

TEST(provider_health, is_not_blamed_for_our_request_its_limits_or_a_key_with_a_successor) {
  EXPECT_EQ(verdict_of(failure(ec::chat_failed)), provider_verdict::alive);
  EXPECT_EQ(verdict_of(failure(ec::upstream_rate_limited)), provider_verdict::alive);
  EXPECT_EQ(verdict_of(failure(ec::ai_unavailable, true)), provider_verdict::none);
  auto of_our_form = failure(ec::upstream_failed);
  of_our_form.other_form = true;
  EXPECT_EQ(verdict_of(of_our_form), provider_verdict::none);
  auto blank = failure(ec::upstream_failed);
  blank.is_blank = true;
  EXPECT_EQ(verdict_of(blank), provider_verdict::alive);
}

TEST(provider_health, shows_what_is_learned_at_the_moment) {
  provider_health health{"p"};
  EXPECT_TRUE(health.status({}).lessons.empty());
  const auto lessons = std::make_shared<provider_lessons>();
  health.show_lessons(lessons);
  lessons->refuse("m", {"thinking"});
  EXPECT_FALSE(health.status({}).unopened_thoughts);
  lessons->note_unopened_thoughts(true);
  EXPECT_EQ(health.status({}).unopened_thoughts, true);
  ASSERT_EQ(health.status({}).lessons.size(), 1U);
  EXPECT_EQ(health.status({}).lessons[0].model, "m");
  health.show_lessons(std::make_shared<provider_lessons>());
  EXPECT_TRUE(health.status({}).lessons.empty());
}

TEST(provider_health, is_blamed_for_faults_silence_and_a_refused_account) {
  for (const auto code :
       {ec::upstream_failed, ec::upstream_unreachable, ec::timed_out, ec::ai_unavailable}) {
    EXPECT_EQ(verdict_of(failure(code)), provider_verdict::failed) << to_string(code);
  }
}

}  // namespace
}  // namespace aurawell
