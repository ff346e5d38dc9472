#include "tests/loadtest/question_text.hpp"

#include <gtest/gtest.h>

namespace aurawell::loadtest {
namespace {

TEST(question_text, names_a_conversation_only_where_each_question_has_its_own) {
  load_options options;
  options.message = "Why?";
  EXPECT_EQ(question_text(options, "r-1", 5),
            R"({"type":"health_chat","request_id":"r-1","data":{"message":"Why?"}})");
  options.own_conversations = true;
  EXPECT_EQ(question_text(options, "r-1", 5),
            R"({"type":"health_chat","request_id":"r-1","conversation_id":"r-1",)"
            R"("data":{"message":"Why?"}})");
}

}  // namespace
}  // namespace aurawell::loadtest
