#include "tests/loadtest/frame.hpp"

#include <gtest/gtest.h>

#include <string>

namespace aurawell::loadtest {
namespace {

TEST(frame_reader, reads_the_members_it_knows_and_skips_others) {
  frame_reader reader;
  std::string text =
      R"({"type":"status_update","new":[1,{"a":null}],"status":"done","seq":7,"request_id":"r-1",)"
      R"("data":{"full_response":"a\nb","usage":{"completion_tokens":3},"error_code":"AI_1401"}})";
  const auto* event = reader.read(text.data(), text.size());
  ASSERT_NE(event, nullptr);
  EXPECT_EQ(event->type, "status_update");
  EXPECT_EQ(event->status, "done");
  EXPECT_EQ(event->seq, 7U);
  EXPECT_EQ(event->request_id, "r-1");
  EXPECT_TRUE(event->has_full_response);
  EXPECT_EQ(event->full_response, "a\nb");
  EXPECT_EQ(event->completion_tokens, 3U);
  EXPECT_EQ(event->error_code, "AI_1401");
}

TEST(frame_reader, takes_no_member_of_an_inner_object_for_an_outer_one) {
  frame_reader reader;
  std::string text =
      R"({"type":"status_update","data":{"type":"a","seq":9,"usage":{"error_code":"b"},)"
      R"("session":{"full_response":"c","usage":{"completion_tokens":4}}},"other":{"status":"d"},)"
      R"("list":[{"request_id":"e"}],"seq":1})";
  const auto* event = reader.read(text.data(), text.size());
  ASSERT_NE(event, nullptr);
  EXPECT_EQ(event->type, "status_update");
  EXPECT_EQ(event->seq, 1U);
  EXPECT_TRUE(event->status.empty());
  EXPECT_TRUE(event->request_id.empty());
  EXPECT_TRUE(event->error_code.empty());
  EXPECT_FALSE(event->has_full_response);
  EXPECT_EQ(event->completion_tokens, 0U);
}

TEST(frame_reader, forgets_the_frame_before) {
  frame_reader reader;
  std::string first = R"({"type":"chat_stream","delta":"你好","seq":1})";
  EXPECT_EQ(reader.read(first.data(), first.size())->delta, "你好");
  std::string second = R"({"type":"pong"})";
  const auto* event = reader.read(second.data(), second.size());
  ASSERT_NE(event, nullptr);
  EXPECT_TRUE(event->delta.empty());
  EXPECT_EQ(event->seq, 0U);
}

TEST(frame_reader, refuses_what_is_no_event) {
  frame_reader reader;
  for (std::string text : {"", "{", "[]", "{}", R"({"type":3})", R"({"type":"a"}x)"}) {
    EXPECT_EQ(reader.read(text.data(), text.size()), nullptr) << text;
  }
}

}  // namespace
}  // namespace aurawell::loadtest
