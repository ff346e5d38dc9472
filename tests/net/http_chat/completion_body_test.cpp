#include "net/http_chat/completion_body.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/odd_numbers.hpp"

namespace aurawell::net {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

completion_body read(const std::string& body) {
  auto read = read_completion_body(body, {});
  EXPECT_TRUE(read) << read.failure().detail;
  return read ? *std::move(read) : completion_body{};
}

completion_body read_messages(const std::string& messages) {
  return read(R"({"messages":)" + messages + "}");
}

std::string refusal(const std::string& body) {
  const auto read = read_completion_body(body, {});
  EXPECT_FALSE(read) << body;
  return read ? "" : read.failure().detail;
}

TEST(completion_body, asks_the_last_message_after_those_before) {
  const auto said =
      read_messages(R"([{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"},)"
                    R"({"role":"assistant","content":"Hello!"},{"role":"user","content":"Why?"}])");
  EXPECT_EQ(said.question.message, "Why?");
  ASSERT_TRUE(said.question.earlier);
  EXPECT_THAT(*said.question.earlier, ElementsAre(past_exchange{"Hi", "Hello!"}));
  EXPECT_THAT(said.question.context,
              ElementsAre(context_fact{"instructions", std::string{"Be brief."}}));
}

TEST(completion_body, survives_odd_numbers_in_what_is_not_read) {
  for (const auto& [number, fits] : test_support::odd_numbers()) {
    const auto body = R"({"messages":[{"role":"user","content":"Hi","x":)" + number +
                      R"(}],"temperature":)" + number + "}";
    EXPECT_EQ(static_cast<bool>(read_completion_body(body, {})), fits) << number;
  }
}

TEST(completion_body, joins_parts_and_what_was_said_in_a_row) {
  const auto said = read_messages(
      R"([{"role":"user","content":[{"type":"text","text":"I am "},{"type":"text","text":"tired."}]},)"
      R"({"role":"user","content":"What now?"}])");
  EXPECT_EQ(said.question.message, "I am tired.\n\nWhat now?");
  EXPECT_TRUE(said.question.earlier->empty());
}

TEST(completion_body, continues_a_named_conversation_from_the_store) {
  const std::string metadata =
      R"("metadata":{"conversation_id":"c","member_id":"mum","request_id":"r"})";
  const auto alone = read(R"({"messages":[{"role":"user","content":"Why?"}],)" + metadata + "}");
  EXPECT_EQ(alone.question.conversation.value, "c");
  EXPECT_EQ(alone.question.member.value, "mum");
  EXPECT_EQ(alone.question.request.value, "r");
  EXPECT_FALSE(alone.question.earlier);
  const auto told =
      read(R"({"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":null},)"
           R"({"role":"user","content":"Why?"}],)" +
           metadata + "}");
  EXPECT_THAT(*told.question.earlier, ElementsAre(past_exchange{"Hi", ""}));
}

TEST(completion_body, reads_the_manner) {
  const auto said =
      read(R"({"model":"aurawell-general","stream":true,"stream_options":{"include_usage":true},)"
           R"("user":"ann","temperature":0.2,"max_tokens":5,"n":1,"reasoning":true,)"
           R"("messages":[{"role":"user","content":"Why?"}]})");
  EXPECT_EQ(said.model, "aurawell-general");
  EXPECT_TRUE(said.is_stream);
  EXPECT_TRUE(said.wants_usage);
  EXPECT_EQ(said.user, "ann");
  EXPECT_TRUE(said.question.wants_reasoning);
}

TEST(completion_body, says_what_is_wrong) {
  EXPECT_EQ(refusal("{}"), "messages is missing");
  EXPECT_EQ(refusal(R"({"messages":"Why?"})"), "messages must be an array");
  EXPECT_THAT(refusal(R"({"messages":[]})"), HasSubstr("the last of messages"));
  EXPECT_THAT(
      refusal(R"({"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]})"),
      HasSubstr("the last of messages"));
  EXPECT_THAT(refusal(R"({"messages":[1]})"), HasSubstr("messages[0] must be an object"));
  EXPECT_THAT(refusal(R"({"messages":[{"role":"tool","content":"a"}]})"), HasSubstr("[0].role"));
  EXPECT_THAT(
      refusal(R"({"messages":[{"role":"user","content":[{"type":"image_url","image_url":{}}]}]})"),
      HasSubstr("parts of type text only"));
  const std::string ask = R"("messages":[{"role":"user","content":"a"}])";
  EXPECT_THAT(refusal("{" + ask + R"(,"n":2})"), HasSubstr("n must be 1"));
  EXPECT_THAT(refusal("{" + ask + R"(,"stream":"yes"})"), HasSubstr("stream must be"));
  EXPECT_THAT(refusal("{" + ask + R"(,"stream_options":1})"), HasSubstr("stream_options"));
  EXPECT_THAT(refusal("{" + ask + R"(,"metadata":{"request_id":"a b"}})"),
              HasSubstr("metadata.request_id"));
}

}  // namespace
}  // namespace aurawell::net
