#include "domain/safety/rules/denial.hpp"

#include <gtest/gtest.h>

#include <string>

namespace aurawell::safety {
namespace {

bool denied(const char* words, const char* sign) {
  const std::string text = phrase_text(words);
  const auto at = phrase{sign}.find(text, 0);
  EXPECT_TRUE(at) << words;
  return at && is_denied(text, *at);
}

TEST(denial, is_heard_right_before_the_sign) {
  for (const char* words :
       {"I have no chest pain", "without chest pain", "I don't have any chest pain",
        "never had chest pain", "no signs of chest pain", "I haven't had chest pain",
        "denies chest pain", "how to prevent chest pain", "no fever or chest pain",
        "no fever, no chest pain", "I do not have a fever or chest pain"}) {
    EXPECT_TRUE(denied(words, "chest pain")) << words;
  }
  for (const char* words :
       {"没有胸痛", "我没胸痛", "并没有胸痛", "没有出现胸痛", "无胸痛", "没有头晕或胸痛",
        "没有头晕和胸痛", "不是胸痛", "怎么预防胸痛", "从来没有过胸痛"}) {
    EXPECT_TRUE(denied(words, "胸痛")) << words;
  }
  EXPECT_TRUE(denied("I'm not suicidal", "suicidal"));
  EXPECT_TRUE(denied("I don't want to kill myself", "kill myself"));
  EXPECT_TRUE(denied("我没想过自杀", "自杀"));
}

TEST(denial, that_is_doubtful_is_none) {
  for (const char* words :
       {"not just chest pain", "not only chest pain", "before, no fever; now chest pain",
        "no fever but chest pain", "no idea why I have chest pain", "no. chest pain",
        "never had chest pain like this", "previously no chest pain", "I can't say no chest pain",
        "no better, chest pain", "not sure whether it is chest pain", "no doubt chest pain",
        "no fever and I have chest pain", "no fever, sudden chest pain",
        "usually I have no chest pain"}) {
    EXPECT_FALSE(denied(words, "chest pain")) << words;
  }
  for (const char* words :
       {"是不是胸痛", "有没有胸痛的可能", "不只是胸痛", "不仅胸痛", "没有发烧，胸痛",
        "不是没有胸痛", "以前没有胸痛", "没有这么胸痛过", "不会是胸痛吧", "没有好转还胸痛",
        "没事但是胸痛", "不知道为什么胸痛", "没法不胸痛"}) {
    EXPECT_FALSE(denied(words, "胸痛")) << words;
  }
  EXPECT_FALSE(denied("为什么不自杀", "自杀"));
  EXPECT_FALSE(denied("要不自杀算了", "自杀"));
  EXPECT_FALSE(denied("why not kill myself", "kill myself"));
}

bool long_past(const char* words, const char* sign) {
  const std::string text = phrase_text(words);
  const auto at = phrase{sign}.find(text, 0);
  EXPECT_TRUE(at) << words;
  return at && is_long_past(text, *at);
}

TEST(past, is_heard_within_the_clause_of_the_sign) {
  EXPECT_TRUE(long_past("my dad had a stroke two years ago", "stroke"));
  EXPECT_TRUE(long_past("我爸三年前中风", "中风"));
  EXPECT_FALSE(long_past("three years ago I moved, now he has a stroke", "stroke"));
  EXPECT_FALSE(long_past("last year a seizure and now again a seizure", "seizure"));
  EXPECT_FALSE(long_past("三年前中风现在又中风", "中风"));
}

}  // namespace
}  // namespace aurawell::safety
