#include "domain/attempts/retry_plan.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <set>

#include "tests/domain/attempts/retry_plan_fixture.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

TEST_F(retry_plan_test, doubles_its_pauses_and_stretches_them_by_chance) {
  options.max_retries = 6;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    auto plan = make(1, seed);
    for (const auto pause : {500ms, 1'000ms, 2'000ms, 4'000ms}) {
      plan.choose(now);
      const auto next = plan.after(failure(ec::upstream_failed), now);
      ASSERT_TRUE(next);
      EXPECT_EQ(next->kind, recovery::retry);
      EXPECT_GE(next->pause, pause * 8 / 10);
      EXPECT_LE(next->pause, pause * 12 / 10);
    }
    EXPECT_LE(plan.after(failure(ec::upstream_failed), now)->pause, 6s) << "5 s is the most";
  }
}

TEST_F(retry_plan_test, does_not_stretch_all_pauses_alike) {
  std::set<milliseconds> pauses;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    auto plan = make(1, seed);
    plan.choose(now);
    pauses.insert(plan.after(failure(ec::upstream_failed), now)->pause);
  }
  EXPECT_GT(pauses.size(), 10U);
}

TEST_F(retry_plan_test, tries_again_so_often_then_elsewhere) {
  auto plan = make(2);
  EXPECT_EQ(plan.choose(now)->provider, 0U);
  EXPECT_EQ(plan.after(failure(ec::upstream_unreachable), now)->kind, recovery::retry);
  EXPECT_EQ(plan.choose(now)->provider, 0U);
  EXPECT_EQ(plan.after(failure(ec::upstream_unreachable), now)->kind, recovery::retry);
  EXPECT_EQ(plan.choose(now)->provider, 0U);
  const auto next = plan.after(failure(ec::upstream_unreachable), now);
  EXPECT_EQ(next->kind, recovery::other_provider);
  EXPECT_EQ(next->pause, 0ms);
  EXPECT_EQ(plan.choose(now)->provider, 1U);
}

TEST_F(retry_plan_test, gives_up_when_all_had_their_chance) {
  options.max_retries = 0;
  auto plan = make(2);
  plan.choose(now);
  plan.after(failure(ec::upstream_failed), now);
  plan.choose(now);
  EXPECT_FALSE(plan.after(failure(ec::upstream_failed), now));
  EXPECT_FALSE(plan.choose(now));
}

TEST_F(retry_plan_test, gives_up_when_the_question_is_wrong) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_FALSE(plan.after(failure(ec::chat_failed, {}, false), now));
}

TEST_F(retry_plan_test, leaves_a_refused_account_at_once) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_EQ(plan.after(failure(ec::ai_unavailable, {}, false), now)->kind,
            recovery::other_provider);
}

TEST_F(retry_plan_test, waits_as_long_as_it_was_asked_to) {
  auto plan = make(1);
  plan.choose(now);
  EXPECT_EQ(plan.after(failure(ec::upstream_rate_limited, 7s), now)->pause, 7s);
}

TEST_F(retry_plan_test, goes_elsewhere_when_it_was_asked_to_wait_too_long) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_EQ(plan.after(failure(ec::upstream_rate_limited, 10'001ms), now)->kind,
            recovery::other_provider);
}

TEST_F(retry_plan_test, gives_up_when_it_was_asked_to_wait_too_long_and_nobody_else_is_there) {
  auto plan = make(1);
  plan.choose(now);
  EXPECT_FALSE(plan.after(failure(ec::upstream_rate_limited, 10'001ms), now));
}

TEST_F(retry_plan_test, holds_a_provider_back_that_is_at_its_limit_while_another_can_answer) {
  auto plan = make(2);
  plan.choose(now);
  plan.after(failure(ec::upstream_rate_limited, 60s), now);
  EXPECT_EQ((retry_plan{chain, now + 300s, 2}.choose(now + 9'999ms)->provider), 1U);
  EXPECT_EQ((retry_plan{chain, now + 300s, 2}.choose(now + 10s)->provider), 0U)
      << "no longer than the longest wait";
}

TEST_F(retry_plan_test, asks_a_provider_at_its_limit_when_it_is_the_only_one) {
  auto plan = make(2);
  plan.choose(now);
  plan.after(failure(ec::upstream_rate_limited, 5s), now);
  break_down(1);
  EXPECT_EQ((retry_plan{chain, now + 300s, 2}.choose(now)->provider), 0U);
}

TEST_F(retry_plan_test, goes_elsewhere_at_once_after_silence) {
  auto plan = make(2);
  plan.choose(now);
  auto silence = failure(ec::timed_out);
  silence.clock = alarm::header;
  EXPECT_EQ(plan.after(silence, now)->kind, recovery::other_provider);
  EXPECT_EQ(plan.choose(now)->provider, 1U);
  EXPECT_EQ(plan.after(silence, now)->kind, recovery::retry) << "the last one gets its retries";
}

TEST_F(retry_plan_test, spends_no_more_on_retries_than_the_header_timeout_if_another_is_there) {
  options.max_retries = 100;
  auto plan = make(2);
  const auto begun = now;
  for (;;) {
    plan.choose(now);
    EXPECT_LE(now + plan.header_timeout(now), begun + 15s);
    const auto next = plan.after(failure(ec::upstream_failed), now);
    ASSERT_TRUE(next);
    if (next->kind != recovery::retry) {
      break;
    }
    now += next->pause;
  }
  EXPECT_LE(now, begun + 15s);
  EXPECT_GE(now, begun + 5s);
}

TEST_F(retry_plan_test, does_not_wait_past_the_deadline) {
  chain = nullptr;
  make(1);
  retry_plan plan{chain, now + 5s, 1};
  plan.choose(now);
  EXPECT_FALSE(plan.after(failure(ec::upstream_rate_limited, 5s), now));
}

TEST_F(retry_plan_test, skips_those_whose_breaker_is_open) {
  auto plan = make(3);
  break_down(0);
  break_down(1);
  EXPECT_EQ(plan.choose(now)->provider, 2U);
}

TEST_F(retry_plan_test, does_not_retry_when_the_breaker_has_opened_meanwhile) {
  auto plan = make(2);
  plan.choose(now);
  break_down(0);
  EXPECT_EQ(plan.after(failure(ec::upstream_failed), now)->kind, recovery::other_provider);
}

TEST_F(retry_plan_test, says_when_the_first_probe_is_due_if_all_are_open) {
  auto plan = make(2);
  EXPECT_FALSE(plan.next_probe(now));
  break_down(0);
  now += 4s;
  break_down(1);
  EXPECT_FALSE(plan.choose(now));
  EXPECT_GE(*plan.next_probe(now), 6s);
  EXPECT_LE(*plan.next_probe(now), 8s);
}

}  // namespace
}  // namespace aurawell
