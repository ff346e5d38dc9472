#include "domain/attempts/retry_plan.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <set>
#include <string>

#include "tests/domain/attempts/retry_plan_fixture.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;

TEST_F(retry_plan_test, asks_again_at_once_with_another_key_but_not_for_ever) {
  auto plan = make(2);
  auto refused = failure(ec::ai_unavailable, {}, false);
  refused.why.other_key = true;
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(plan.choose(now)->provider, 0U);
    const auto next = plan.after(refused, now);
    EXPECT_EQ(next->kind, recovery::other_key);
    EXPECT_EQ(next->pause, 0ms);
  }
  plan.choose(now);
  EXPECT_EQ(plan.after(refused, now)->kind, recovery::other_provider);
}

TEST_F(retry_plan_test, asks_again_at_once_in_another_form_but_not_for_ever) {
  auto plan = make(2);
  auto refused = failure(ec::chat_failed, {}, false);
  refused.why.other_form = true;
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(plan.choose(now)->provider, 0U);
    const auto next = plan.after(refused, now);
    EXPECT_EQ(next->kind, recovery::other_form);
    EXPECT_EQ(next->pause, 0ms);
  }
  plan.choose(now);
  EXPECT_EQ(plan.after(refused, now)->kind, recovery::other_provider);
}

TEST_F(retry_plan_test, carries_suspected_members_to_the_same_provider_only) {
  auto plan = make(2);
  EXPECT_TRUE(plan.choose(now)->suspected.empty());
  auto refused = failure(ec::chat_failed, {}, false);
  refused.why.other_form = true;
  refused.why.suspected = {"thinking"};
  for (int i = 0; i < 8; ++i) {
    plan.after(refused, now);
    EXPECT_EQ(plan.choose(now)->suspected, std::set<std::string>{"thinking"});
  }
  EXPECT_EQ(plan.after(refused, now)->kind, recovery::other_provider);
  const auto other = plan.choose(now);
  EXPECT_EQ(other->provider, 1U);
  EXPECT_TRUE(other->suspected.empty());
  EXPECT_EQ(plan.after(refused, now)->kind, recovery::other_form)
      << "each provider has changes of its own";
  EXPECT_TRUE(make(2).choose(now)->suspected.empty()) << "another answer";
}

TEST_F(retry_plan_test, forgets_suspected_members_when_leaving_them_out_has_not_helped) {
  auto plan = make(1);
  plan.choose(now);
  auto refused = failure(ec::chat_failed, {}, false);
  refused.why.other_form = true;
  refused.why.suspected = {"thinking"};
  plan.after(refused, now);
  EXPECT_FALSE(plan.choose(now)->suspected.empty());
  EXPECT_EQ(plan.after(failure(ec::upstream_failed), now)->kind, recovery::retry);
  EXPECT_TRUE(plan.choose(now)->suspected.empty());
}

TEST_F(retry_plan_test, asks_with_half_of_the_history_a_quarter_none_then_elsewhere_with_all) {
  options.max_retries = 0;
  auto plan = make(2);
  std::size_t sent = 8'000;
  EXPECT_FALSE(plan.choose(now)->history_bytes);
  for (const std::size_t allowed : {4'000U, 1'500U, 0U}) {
    const auto next = plan.after(too_long(sent), now);
    EXPECT_EQ(next->kind, recovery::shorter_history);
    EXPECT_EQ(next->pause, 0ms);
    const auto chosen = plan.choose(now);
    EXPECT_EQ(chosen->provider, 0U);
    EXPECT_EQ(chosen->history_bytes, allowed);
    // Only whole exchanges are sent.
    sent = 3'000;
  }
  EXPECT_EQ(plan.after(too_long(0), now)->kind, recovery::other_provider);
  const auto other = plan.choose(now);
  EXPECT_EQ(other->provider, 1U);
  EXPECT_FALSE(other->history_bytes);
  EXPECT_EQ(plan.after(too_long(8'000), now)->kind, recovery::shorter_history);
}

TEST_F(retry_plan_test, gives_up_when_a_question_is_too_long_for_everybody) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_EQ(plan.after(too_long(0), now)->kind, recovery::other_provider);
  plan.choose(now);
  EXPECT_FALSE(plan.after(too_long(0), now));
}

TEST_F(retry_plan_test, does_not_ask_for_less_and_less_without_end) {
  auto plan = make(1);
  int shortened = 0;
  for (; shortened < 100; ++shortened) {
    plan.choose(now);
    if (!plan.after(too_long(8'000), now)) {
      break;
    }
  }
  EXPECT_EQ(shortened, 3);
}

TEST_F(retry_plan_test, keeps_the_shorter_history_for_a_retry) {
  auto plan = make(1);
  plan.choose(now);
  plan.after(too_long(8'000), now);
  plan.choose(now);
  EXPECT_EQ(plan.after(failure(ec::upstream_failed), now)->kind, recovery::retry);
  EXPECT_EQ(plan.choose(now)->history_bytes, 4'000U);
}

TEST_F(retry_plan_test, asks_nothing_twice_behind_the_last_shortening) {
  auto plan = make(2);
  plan.choose(now);
  for (const std::size_t bytes : {8'000, 4'000, 2'000}) {
    const auto chosen = plan.choose_continuation(too_long(bytes), now);
    ASSERT_TRUE(chosen);
    EXPECT_EQ(chosen->provider, 0U);
  }
  EXPECT_EQ(plan.choose_continuation(too_long(0), now)->provider, 1U);
  EXPECT_FALSE(plan.choose_continuation(failure(ec::upstream_failed), now));
}

}  // namespace
}  // namespace aurawell
