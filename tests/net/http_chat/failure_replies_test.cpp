#include "net/http_chat/failure_replies.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using ::testing::Contains;
using ::testing::EndsWith;
using ::testing::Pair;

TEST(failure_replies, say_when_to_come_back) {
  const answer_failure why{{ec::rate_limited, "slowly"}, std::chrono::milliseconds{1'001}};
  EXPECT_THAT(answer_failure_reply(why, {}).headers, Contains(Pair("Retry-After", "2")));
  EXPECT_THAT(openai_failure_reply(why).headers, Contains(Pair("Retry-After", "2")));
}

TEST(failure_replies, come_in_the_shape_of_openai) {
  EXPECT_EQ(
      openai_failure_reply({{ec::rate_limited, "slowly"}}).body,
      R"({"error":{"message":"slowly","type":"rate_limit_error","code":"SYSTEM_1705","param":null}})");
  EXPECT_EQ(openai_failure_reply({{ec::ai_unavailable, "none"}}).body,
            R"({"error":{"message":"none","type":"server_error","code":"AI_1401","param":null}})");
}

TEST(failure_replies, say_whom_to_call_although_there_is_no_answer) {
  const answer_failure why{{ec::ai_unavailable, "none"},
                           {},
                           answer_safety{safety_level::urgent, safety::region::united_states}};
  const std::string told =
      R"(,"safety":"urgent","safety_help":[{"kind":"ambulance","region":"US","number":"911"},)"
      R"({"kind":"crisis","region":"US","number":"988"}]})";
  EXPECT_THAT(answer_failure_reply(why, {}).body, EndsWith(R"(Z")" + told));
  EXPECT_EQ(
      openai_failure_reply(why).body,
      R"({"error":{"message":"none","type":"server_error","code":"AI_1401","param":null})" + told);
}

}  // namespace
}  // namespace aurawell::net
