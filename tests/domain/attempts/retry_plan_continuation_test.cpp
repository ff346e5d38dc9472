#include "domain/attempts/retry_plan.hpp"

#include <gtest/gtest.h>

#include <cstddef>

#include "tests/domain/attempts/retry_plan_fixture.hpp"

namespace aurawell {
namespace {

TEST_F(retry_plan_test, continues_with_a_shorter_history_where_it_was_too_long) {
  auto plan = make(2);
  plan.choose(now);
  plan.choose_continuation(failure(ec::upstream_failed), now);
  const auto chosen = plan.choose_continuation(too_long(8'000), now);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->provider, 0U);
  EXPECT_EQ(chosen->history_bytes, 4'000U);
}

TEST_F(retry_plan_test, continues_with_a_shorter_history_only_where_the_source_can) {
  auto plan = make(2);
  dynamic_cast<test_support::fake_completion_source&>(*(*chain)[0].source).continues = false;
  plan.choose(now);
  const auto chosen = plan.choose_continuation(too_long(8'000), now);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->provider, 1U);
  EXPECT_FALSE(chosen->history_bytes);
}

TEST_F(retry_plan_test, asks_nobody_to_go_on_who_has_no_room_left) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_EQ(plan.choose_continuation(too_long(0), now)->provider, 1U);
}

TEST_F(retry_plan_test, continues_elsewhere_when_the_breaker_has_opened_meanwhile) {
  auto plan = make(2);
  plan.choose(now);
  break_down(0);
  const auto chosen = plan.choose_continuation(too_long(8'000), now);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->provider, 1U);
}

TEST_F(retry_plan_test, continues_in_another_form_but_not_for_ever) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_EQ(plan.choose_continuation(failure(ec::upstream_failed), now)->provider, 0U);
  auto refused = failure(ec::chat_failed, {}, false);
  refused.why.other_form = true;
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(plan.choose_continuation(refused, now)->provider, 0U);
  }
  EXPECT_EQ(plan.choose_continuation(refused, now)->provider, 1U);
}

TEST_F(retry_plan_test, continues_where_it_broke_then_elsewhere_each_once) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_EQ(plan.choose_continuation(failure(ec::upstream_failed), now)->provider, 0U);
  EXPECT_EQ(plan.choose_continuation(failure(ec::upstream_failed), now)->provider, 1U);
  EXPECT_FALSE(plan.choose_continuation(failure(ec::upstream_failed), now));
}

TEST_F(retry_plan_test, continues_elsewhere_after_silence_if_there_is_anybody) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_EQ(plan.choose_continuation(silence(), now)->provider, 1U);
  auto alone = make(1);
  alone.choose(now);
  EXPECT_EQ(alone.choose_continuation(silence(), now)->provider, 0U);
}

TEST_F(retry_plan_test, continues_only_with_those_that_can) {
  auto plan = make(3);
  for (const std::size_t i : {0U, 1U}) {
    dynamic_cast<test_support::fake_completion_source&>(*(*chain)[i].source).continues = false;
  }
  plan.choose(now);
  EXPECT_EQ(plan.choose_continuation(failure(ec::upstream_failed), now)->provider, 2U);
}

}  // namespace
}  // namespace aurawell
