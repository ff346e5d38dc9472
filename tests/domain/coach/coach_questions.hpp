#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/coach/coach.hpp"

namespace aurawell::health {

/// How every answer of the coach ends.
inline constexpr std::string_view zh_end = "不是医疗建议。*";
inline constexpr std::string_view en_end = "is not medical advice.*";

inline advice_question asking(std::string text, std::vector<context_fact> context = {}) {
  advice_question question;
  question.text = std::move(text);
  question.context = std::move(context);
  return question;
}

inline std::string answer(std::string text, std::vector<context_fact> context = {}) {
  return coach_answer(asking(std::move(text), std::move(context)));
}

inline std::vector<context_fact> adult_man() {
  return {{"age", 30.0},
          {"gender", std::string{"male"}},
          {"height", 170.0},
          {"weight", 80.0},
          {"activity_level", std::string{"sedentary"}}};
}

struct expectation {
  const char* question;
  std::vector<const char*> has;
  std::vector<const char*> lacks;
};

/// Asks the question with these facts and looks for the parts of the answer.
inline void check(const expectation& each, const std::vector<context_fact>& context) {
  SCOPED_TRACE(each.question);
  const std::string text = answer(each.question, context);
  for (const char* part : each.has) {
    EXPECT_THAT(text, testing::HasSubstr(part));
  }
  for (const char* part : each.lacks) {
    EXPECT_THAT(text, testing::Not(testing::HasSubstr(part)));
  }
}

}  // namespace aurawell::health
