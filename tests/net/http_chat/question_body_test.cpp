#include "net/http_chat/question_body.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/odd_numbers.hpp"

namespace aurawell::net {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

error refused(std::string_view body, const wire_limits& limits = {}) {
  const auto read = read_question_body(body, limits);
  EXPECT_FALSE(read) << body;
  return read ? error{} : read.failure();
}

TEST(question_body, needs_a_message_only) {
  const auto read = read_question_body(R"({"message":"我最近总是很累"})", {});
  ASSERT_TRUE(read) << read.failure().detail;
  EXPECT_EQ(read->question.kind, chat_kind::health);
  EXPECT_EQ(read->question.message, "我最近总是很累");
  EXPECT_TRUE(read->question.request.empty());
  EXPECT_TRUE(read->user.empty());
  EXPECT_FALSE(read->lang);
  EXPECT_FALSE(read->question.earlier);
}

TEST(question_body, reads_what_our_client_sends) {
  const auto read = read_question_body(
      R"({"type":"general_chat","request_id":"r","conversation_id":"c","active_member_id":"mum",)"
      R"("message":"Why?","context":{"age":4},"reasoning":true,"user_id":"ann","lang":"en","x":1})",
      {});
  ASSERT_TRUE(read) << read.failure().detail;
  EXPECT_EQ(read->question.kind, chat_kind::general);
  EXPECT_EQ(read->question.request.value, "r");
  EXPECT_EQ(read->question.conversation.value, "c");
  EXPECT_EQ(read->question.member.value, "mum");
  EXPECT_THAT(read->question.context, ElementsAre(context_fact{"age", 4.0}));
  EXPECT_TRUE(read->question.wants_reasoning);
  EXPECT_EQ(read->user.value, "ann");
  EXPECT_EQ(read->lang, language::en);
  EXPECT_FALSE(read->cancels);
}

TEST(question_body, says_that_the_answer_is_to_end) {
  const auto read = read_question_body(R"({"message":"Why?","request_id":"r","cancel":true})", {});
  ASSERT_TRUE(read) << read.failure().detail;
  EXPECT_TRUE(read->cancels);
  EXPECT_THAT(refused(R"({"message":"m","cancel":"yes"})").detail, HasSubstr("cancel"));
}

TEST(question_body, survives_odd_numbers) {
  for (const auto& [number, fits] : test_support::odd_numbers()) {
    const auto body = R"({"message":"m","context":{"kg":)" + number + "}}";
    EXPECT_EQ(static_cast<bool>(read_question_body(body, {})), fits) << number;
    EXPECT_FALSE(read_question_body(R"({"message":)" + number + "}", {})) << number;
  }
}

TEST(question_body, says_which_field_is_wrong) {
  EXPECT_EQ(refused("").code, ec::bad_format);
  EXPECT_EQ(refused("[]").detail, "the body is not a JSON object");
  EXPECT_EQ(refused("{}").code, ec::missing_field);
  EXPECT_EQ(refused(R"({"message":null})").detail, "message is missing");
  EXPECT_EQ(refused(R"({"message":3})").detail, "message must be a string");
  EXPECT_EQ(refused(R"({"message":" 　\n"})").detail, "message is empty");
  EXPECT_THAT(refused(R"({"message":"m","request_id":"a b"})").detail, HasSubstr("request_id"));
  EXPECT_THAT(refused(R"({"message":"m","user_id":5})").detail, HasSubstr("user_id"));
  EXPECT_THAT(refused(R"({"message":"m","type":"ping"})").detail, HasSubstr("type must be"));
  EXPECT_THAT(refused(R"({"message":"m","reasoning":1})").detail, HasSubstr("reasoning"));
  EXPECT_EQ(refused(R"({"message":"m","context":[]})").detail, "context must be an object");
}

TEST(question_body, bounds_depth_and_context) {
  const auto deep =
      R"({"message":"m","context":)" + std::string(40, '[') + std::string(40, ']') + "}";
  EXPECT_FALSE(read_question_body(deep, {}));
  EXPECT_EQ(refused(R"({"message":"m","context":{"a":1,"b":2}})", {32, 1}).code, ec::out_of_range);
}

}  // namespace
}  // namespace aurawell::net
