#include "tests/mock_llm/answer_plan.hpp"

#include <gtest/gtest.h>

namespace aurawell::mock {
namespace {

using std::chrono::milliseconds;

TEST(answer_plan, takes_every_key_from_a_model_name) {
  const auto plan = with_overrides(
      {},
      "mock:tokens=50,rate=12.5,first_token=2s,text=zh,chunking=coalesce:8,usage=later,stamp=1,"
      "reasoning=3,cut_after=4,stall_after=5,overlap=6,fail_status=429");
  ASSERT_TRUE(plan) << plan.failure().detail;
  EXPECT_EQ(plan->tokens, 50U);
  EXPECT_EQ(plan->rate, 12.5);
  EXPECT_EQ(plan->first_token, milliseconds{2000});
  EXPECT_EQ(plan->text, answer_style::zh);
  EXPECT_EQ(plan->cut, chunking::coalesce);
  EXPECT_EQ(plan->coalesced, 8U);
  EXPECT_EQ(plan->usage, usage_report::later);
  EXPECT_TRUE(plan->stamp);
  EXPECT_EQ(plan->reasoning, 3U);
  EXPECT_EQ(plan->cut_after, 4U);
  EXPECT_EQ(plan->stall_after, 5U);
  EXPECT_EQ(plan->overlap, 6U);
  EXPECT_EQ(plan->fail_status, 429U);
}

TEST(answer_plan, keeps_what_a_model_name_does_not_mention) {
  answer_plan base;
  base.tokens = 7;
  EXPECT_EQ(with_overrides(base, "deepseek-chat")->tokens, 7U);
  EXPECT_EQ(with_overrides(base, "mock:rate=0")->tokens, 7U);
  EXPECT_EQ(with_overrides(base, "mock:")->tokens, 7U);
  EXPECT_EQ(with_overrides(base, "quirk:gzip")->tokens, 7U);
}

TEST(answer_plan, takes_settings_behind_the_name_of_a_quirk) {
  const auto plan = with_overrides({}, "quirk:gzip,tokens=3,rate=0");
  ASSERT_TRUE(plan) << plan.failure().detail;
  EXPECT_EQ(plan->tokens, 3U);
  EXPECT_EQ(plan->rate, 0);
  EXPECT_FALSE(with_overrides({}, "quirk:gzip,tokns=3"));
}

TEST(answer_plan, refuses_what_it_does_not_understand) {
  for (const auto* model :
       {"mock:tokens", "mock:tokens=", "mock:tokens=-1", "mock:tokens=1000001", "mock:rate=fast",
        "mock:rate=nan", "mock:first_token=1h", "mock:text=fr", "mock:chunking=coalesce:0",
        "mock:chunking=word", "mock:usage=maybe", "mock:stamp=yes", "mock:fail_status=200",
        "mock:=1", "mock:tokens=1,,rate=1"}) {
    EXPECT_FALSE(with_overrides({}, model)) << model;
  }
}

TEST(answer_plan, reads_durations_with_and_without_a_unit) {
  EXPECT_EQ(*parse_duration("0"), milliseconds{0});
  EXPECT_EQ(*parse_duration("250ms"), milliseconds{250});
  EXPECT_EQ(*parse_duration("3s"), milliseconds{3000});
  EXPECT_FALSE(parse_duration(""));
  EXPECT_FALSE(parse_duration("ms"));
  EXPECT_FALSE(parse_duration("-1ms"));
  EXPECT_FALSE(parse_duration("9223372036854775807s"));
}

}  // namespace
}  // namespace aurawell::mock
