#include "domain/coach/coach.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "domain/safety/screen.hpp"
#include "tests/domain/coach/coach_questions.hpp"

namespace aurawell::health {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(coach, puts_an_emergency_before_everything_else) {
  const std::string zh = answer("我胸口疼，左臂发麻，一直出汗", adult_man());
  EXPECT_TRUE(zh.starts_with("### "));
  EXPECT_LT(zh.find("120"), zh.find("离线教练"));
  EXPECT_THAT(zh, Not(HasSubstr("### 饮食")));
  const std::string en = answer("I want to kill myself");
  EXPECT_LT(en.find("988"), en.find("offline coach"));
  EXPECT_THAT(en, HasSubstr("12356"));
}

TEST(coach, keeps_reminding_of_an_earlier_emergency) {
  advice_question question = asking("没事了，早餐吃什么");
  question.earlier = {"我胸口疼，喘不上气"};
  const std::string text = coach_answer(question);
  EXPECT_LT(text.find("120"), text.find("### 饮食"));
  EXPECT_THAT(text, HasSubstr("### 饮食"));
}

TEST(coach, does_not_repeat_what_was_said_before_its_answer) {
  advice_question question = asking("我胸口疼，左臂发麻，一直出汗");
  question.screened = safety::screen(question.text).now;
  const std::string now = coach_answer(question);
  EXPECT_THAT(now, Not(HasSubstr("120")));
  EXPECT_THAT(now, Not(HasSubstr("###")));
  EXPECT_THAT(now, HasSubstr("等人安全了"));
  question.earlier = {question.text};
  question.text = "早餐吃什么";
  question.screened = safety::finding_set{};
  const std::string later = coach_answer(question);
  EXPECT_THAT(later, Not(HasSubstr("先提醒一句")));
  EXPECT_THAT(later, HasSubstr("### 饮食"));
}

TEST(coach, names_no_drug_dose_and_stops_no_prescription) {
  for (const char* question :
       {"布洛芬一次吃几片", "降压药可以停吗", "how much ibuprofen can I take",
        "can I stop my antidepressants", "melatonin dose for sleep"}) {
    const std::string text = answer(question);
    EXPECT_THAT(text, ::testing::AnyOf(HasSubstr("别自己停"), HasSubstr("Don't stop"))) << question;
    EXPECT_THAT(text, Not(HasSubstr("毫克"))) << question;
    EXPECT_THAT(text, Not(HasSubstr(" mg"))) << question;
  }
}

TEST(coach, meets_everyday_complaints_with_the_signs_that_need_a_doctor) {
  EXPECT_THAT(answer("我头疼怎么办"), HasSubstr("急诊"));
  EXPECT_THAT(answer("I have a sore throat and a cough"), HasSubstr("breathlessness"));
  EXPECT_THAT(answer("胸口有点闷"), HasSubstr("心电图"));
}

}  // namespace
}  // namespace aurawell::health
