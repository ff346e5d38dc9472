#include <gtest/gtest.h>

#include <string>

#include "tests/mock_llm/faults.hpp"
#include "tests/mock_llm/mock_fixture.hpp"

namespace aurawell::mock {
namespace {

using namespace std::chrono_literals;

TEST(odd_answers, end_with_the_finish_reason_and_no_more) {
  for (const std::string name : {"finish_then_silence", "finish_then_text"}) {
    SCOPED_TRACE(name);
    quirk_fixture fixture;
    fixture.ask(name);
    const auto* last = name == "finish_then_text" ? "never to be seen\"}}]}\n\n\r\n"
                                                  : "\"finish_reason\":\"stop\"}]}\n\n\r\n";
    ASSERT_TRUE(fixture.client.read_until(last));
    EXPECT_FALSE(fixture.client.read_some(50ms)) << "nothing may follow";
    fixture.client.close();
    EXPECT_TRUE(fixture.is_at_rest());
  }
}

TEST(odd_answers, may_be_followed_by_keep_alives_for_ever) {
  quirk_fixture fixture;
  fixture.ask("finish_then_comments");
  ASSERT_TRUE(fixture.client.read_until("\"finish_reason\":\"stop\"}]}"));
  ASSERT_TRUE(fixture.client.read_until(": keep-alive"));
  ASSERT_TRUE(fixture.client.read_until(": keep-alive"));
  fixture.client.close();
  EXPECT_TRUE(fixture.is_at_rest());
}

TEST(odd_answers, hold_thoughts_before_the_usual_answer) {
  quirk_fixture fixture;
  for (const std::string name : {"think_block", "think_block_unopened"}) {
    const auto answer = fixture.answer(name);
    ASSERT_TRUE(answer.complete) << name;
    EXPECT_NE(answer.body().find("hm hm"), std::string::npos);
    EXPECT_EQ(answer.body().find("</think>"), std::string::npos) << "it is cut";
    EXPECT_NE(answer.body().find("[DONE]"), std::string::npos);
  }
}

TEST(odd_answers, may_have_no_word) {
  quirk_fixture fixture;
  for (const std::string name : {"blank_answer", "think_block_only"}) {
    const auto answer = fixture.answer(name);
    EXPECT_NE(answer.body().find("\"finish_reason\":\"stop\""), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace aurawell::mock
