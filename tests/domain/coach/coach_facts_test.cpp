#include "domain/coach/coach.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/domain/coach/coach_questions.hpp"

namespace aurawell::health {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(coach, withholds_bands_and_calories_from_minors_and_says_so) {
  const std::string zh = answer("我15岁，身高170，体重80公斤，怎么减肥");
  EXPECT_THAT(zh, HasSubstr("未满 18 岁"));
  EXPECT_THAT(zh, Not(HasSubstr("27.7")));
  EXPECT_THAT(zh, Not(HasSubstr("千卡")));
  const std::string en = answer("My profile please: make a plan",
                                {{"age", 16.0}, {"height", 170.0}, {"weight", 60.0}});
  EXPECT_THAT(en, HasSubstr("Under 18"));
  EXPECT_THAT(en, Not(HasSubstr("kcal")));
}

TEST(coach, says_what_was_out_of_range_and_does_not_use_it) {
  const std::string text =
      answer("怎么减肥", {{"age", 300.0}, {"weight", 80.0}, {"height", 170.0}});
  EXPECT_THAT(text, HasSubstr("没有采用"));
  EXPECT_THAT(text, HasSubstr("年龄"));
  EXPECT_THAT(text, Not(HasSubstr("300")));
}

TEST(coach, says_what_it_assumed_and_asks_for_two_things_at_most) {
  const std::string text =
      answer("How do I lose weight?", {{"age", 30.0}, {"height", 170.0}, {"weight", 80.0}});
  EXPECT_THAT(text, HasSubstr("assuming a sedentary day"));
  EXPECT_THAT(text, HasSubstr("mean of the male and female formula"));
  EXPECT_THAT(text, HasSubstr("Your **sex**?"));
  const std::string bare = answer("怎么减肥");
  EXPECT_THAT(bare, HasSubstr("**体重**是多少"));
  EXPECT_THAT(bare, HasSubstr("**身高**是多少"));
  EXPECT_THAT(bare, Not(HasSubstr("**多大**")));
}

TEST(coach, invents_no_measurement) {
  for (const char* question : {"怎么减肥", "How do I lose weight?", "Make me a plan"}) {
    const std::string text = answer(question);
    EXPECT_THAT(text, Not(HasSubstr("BMI **"))) << question;
    EXPECT_THAT(text, Not(HasSubstr("Your BMI is"))) << question;
    EXPECT_THAT(text, Not(HasSubstr("What I worked from"))) << question;
    EXPECT_THAT(text, Not(HasSubstr("我用到的信息"))) << question;
  }
}

TEST(coach, remembers_earlier_questions) {
  advice_question question = asking("那怎么吃呢");
  question.earlier = {"我30岁，身高170厘米，体重80公斤，想减肥"};
  const std::string text = coach_answer(question);
  EXPECT_THAT(text, HasSubstr("1500 千卡/天"));  // the lower limit, because the sex is not known
  EXPECT_THAT(text, HasSubstr("96–128 克"));
}

}  // namespace
}  // namespace aurawell::health
