// The built-in coach with the stored data of a member.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "domain/coach/coach.hpp"

namespace aurawell::health {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

advice_question plain_question(std::string text) {
  advice_question question;
  question.text = std::move(text);
  return question;
}

advice_question known_person(std::string text, profile known) {
  advice_question question = plain_question(std::move(text));
  question.known = std::move(known);
  return question;
}

profile stored_man() {
  return {.age_years = 30,
          .sex = gender::male,
          .height_cm = 170,
          .weight_kg = 80,
          .activity = activity_level::sedentary,
          .goal = health_goal::weight_loss};
}

// 80 kg at 1.70 m: BMI 27.7; 10·80 + 6.25·170 − 5·30 + 5 = 1,717.5 kcal, × 1.2 = 2,061;
// half a kilogram a week less is 1,511.
TEST(coach, makes_a_full_plan_of_the_stored_profile_in_chinese) {
  const std::string text = coach_answer(known_person("给我一份完整的健康计划", stored_man()));
  for (const char* part : {"30 岁", "170 厘米", "80 公斤", "27.7", "超重", "2060 千卡", "1510 千卡",
                           "静息代谢 1720", "53.5–72 公斤"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  std::size_t at = 0;
  for (const char* heading : {"饮食", "运动", "体重", "睡眠", "心理"}) {
    const auto found = text.find(std::string{"### "} + heading);
    ASSERT_NE(found, std::string::npos) << heading << text;
    EXPECT_GE(found, at);
    at = found;
  }
  EXPECT_THAT(text, Not(HasSubstr("你的**身高**是多少")));
}

TEST(coach, makes_a_full_plan_of_the_stored_profile_in_english) {
  auto question = known_person("Please make me a complete health plan", stored_man());
  question.lang = language::en;
  const std::string text = coach_answer(question);
  for (const char* part : {"age 30", "170 cm", "80 kg", "27.7", "overweight", "2,060 kcal",
                           "1,510 kcal", "1,720 kcal"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  EXPECT_THAT(text, Not(HasSubstr("How **tall** are you")));
}

TEST(coach, believes_what_is_said_now_before_the_stored_profile) {
  auto question = known_person("我现在体重 60 公斤，给我一份完整的健康计划", stored_man());
  EXPECT_THAT(coach_answer(question), HasSubstr("20.8"));
  question = known_person("给我一份完整的健康计划", stored_man());
  question.context = {{"weight_kg", 60.0}};
  EXPECT_THAT(coach_answer(question), HasSubstr("20.8"));
  question = known_person("给我一份完整的健康计划", stored_man());
  question.earlier = {"我体重 60 公斤"};
  EXPECT_THAT(coach_answer(question), HasSubstr("20.8"));
}

TEST(coach, heeds_stored_conditions) {
  profile user = stored_man();
  user.medical_conditions = {"高血压"};
  EXPECT_THAT(coach_answer(known_person("给我一份完整的健康计划", user)), HasSubstr("高血压"));
  user.medical_conditions = {"某种没人听过的病"};
  EXPECT_THAT(coach_answer(known_person("给我一份完整的健康计划", user)),
              HasSubstr("你的资料里还有我不认识的情况"));
}

TEST(coach, withholds_numbers_from_a_stored_minor_and_says_so) {
  profile user = stored_man();
  user.age_years = 15;
  const std::string zh = coach_answer(known_person("给我一份完整的健康计划，怎么减肥", user));
  EXPECT_THAT(zh, HasSubstr("未满 18 岁"));
  EXPECT_THAT(zh, Not(HasSubstr("27.7")));
  EXPECT_THAT(zh, Not(HasSubstr("**超重**")));
  EXPECT_THAT(zh, Not(HasSubstr("千卡")));
  auto question = known_person("Please make me a complete health plan", user);
  question.lang = language::en;
  const std::string en = coach_answer(question);
  EXPECT_THAT(en, HasSubstr("Under 18"));
  EXPECT_THAT(en, Not(HasSubstr("27.7")));
  EXPECT_THAT(en, Not(HasSubstr("kcal")));
}

}  // namespace
}  // namespace aurawell::health
