#include "domain/prompt/conversation_safety.hpp"

#include <gtest/gtest.h>

namespace aurawell::health {
namespace {

advice_question question_after(std::string text, std::vector<std::string> earlier = {}) {
  advice_question question;
  question.text = std::move(text);
  question.earlier = std::move(earlier);
  return question;
}

TEST(conversation_safety, remembers_what_earlier_questions_said) {
  const auto found =
      screened_conversation(question_after("没事了，早餐吃什么", {"我不想活了", "你好"}));
  EXPECT_EQ(found.level, safety_level::emergency);
  EXPECT_TRUE(found.now.none());
  EXPECT_TRUE(safety::has(found.earlier, safety::finding::self_harm));
}

TEST(conversation_safety, starts_from_the_level_that_was_kept) {
  EXPECT_EQ(screened_conversation(question_after("早餐吃什么"), safety_level::urgent).level,
            safety_level::urgent);
  EXPECT_EQ(screened_conversation(question_after("早餐吃什么")).level, safety_level::routine);
}

TEST(conversation_safety, takes_the_age_from_context_or_words) {
  advice_question question = question_after("孩子发烧了");
  EXPECT_LT(screened_conversation(question).level, safety_level::emergency);
  question.context = {{"age", 0.0}};
  EXPECT_EQ(screened_conversation(question).level, safety_level::emergency);
}

TEST(conversation_safety, joins_what_was_told_in_several_messages) {
  using safety::finding;
  const struct {
    std::vector<std::string> earlier;
    const char* text;
    finding which;
  } cases[] = {
      {{"胸口疼"}, "还出了一身冷汗左胳膊也麻", finding::chest_pain_with_signs},
      {{"my baby has a fever"}, "she is 5 weeks old", finding::infant_fever},
      {{"my baby has a fever", "thanks", "what should she wear?"},
       "she is 5 weeks old",
       finding::infant_fever},
      {{"I'm 35 weeks pregnant"}, "blood pressure is 170/110", finding::obstetric},
  };
  for (const auto& each : cases) {
    const auto found = screened_conversation(question_after(each.text, each.earlier));
    EXPECT_EQ(found.level, safety_level::emergency) << each.text;
    EXPECT_TRUE(safety::has(found.now, each.which)) << each.text;
  }
}

TEST(conversation_safety, hears_a_retraction_and_lowers_nothing) {
  const auto found = screened_conversation(question_after("开玩笑的，我没事", {"我不想活了"}));
  EXPECT_EQ(found.level, safety_level::emergency);
  EXPECT_TRUE(found.now.none());
}

TEST(conversation_safety, does_not_find_the_same_again_in_small_talk) {
  const auto found = screened_conversation(question_after("晚饭吃什么好", {"胸口有点闷"}));
  EXPECT_EQ(found.level, safety_level::urgent);
  EXPECT_TRUE(found.now.none());
}

}  // namespace
}  // namespace aurawell::health
