#include "domain/health/conversation_safety.hpp"

#include <gtest/gtest.h>

namespace aurawell::health {
namespace {

advice_question asking(std::string text, std::vector<std::string> earlier = {}) {
  advice_question question;
  question.text = std::move(text);
  question.earlier = std::move(earlier);
  return question;
}

TEST(conversation_safety, remembers_what_earlier_questions_said) {
  const auto found = screened_conversation(asking("没事了，早餐吃什么", {"我不想活了", "你好"}));
  EXPECT_EQ(found.level, safety_level::emergency);
  EXPECT_TRUE(found.now.none());
  EXPECT_TRUE(safety::has(found.earlier, safety::finding::self_harm));
}

TEST(conversation_safety, starts_from_the_level_that_was_kept) {
  EXPECT_EQ(screened_conversation(asking("早餐吃什么"), safety_level::urgent).level,
            safety_level::urgent);
  EXPECT_EQ(screened_conversation(asking("早餐吃什么")).level, safety_level::routine);
}

TEST(conversation_safety, takes_the_age_from_context_or_words) {
  advice_question question = asking("孩子发烧了");
  EXPECT_LT(screened_conversation(question).level, safety_level::emergency);
  question.context = {{"age", 0.0}};
  EXPECT_EQ(screened_conversation(question).level, safety_level::emergency);
}

}  // namespace
}  // namespace aurawell::health
