#include "domain/coach/coach.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/domain/coach/coach_questions.hpp"

namespace aurawell::health {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(coach, answers_from_the_numbers_of_the_text) {
  const expectation cases[] = {
      {"我30岁，男，久坐，身高170厘米，体重80公斤，怎么减肥？",
       {"27.7", "超重", "53.5–72 公斤", "1510 千卡", "2060 千卡", "**16 周**", "96–128 克"},
       {"按久坐", "### 睡眠"}},
      {"I'm 30, male, sedentary, 170 cm, 80 kg. How do I lose weight?",
       {"27.7", "overweight", "53.5–72 kg", "1,510 kcal", "2,060 kcal", "**16 weeks**"},
       {"assuming a sedentary", "### Sleep"}},
      {"I'm 30, 5'10\", 180 lbs, how do I lose weight?", {"25.8", "129–174 lb", "180 lb"}, {" kg"}},
      {"我身高160，体重45公斤，想减肥", {"17.6", "偏瘦", "不建议再减"}, {"减重期每天"}},
      {"我40岁，怎么运动？", {"180 次/分", "90–108 次/分"}, {"千卡"}},
      {"I'm 40 and very active, which exercise suits me?",
       {"180 bpm", "108–126 bpm", "full rest day"},
       {}},
      {"我每天睡5个小时，7点起床，睡不好怎么办",
       {"2 小时 30 分", "17 小时 30 分", "23:15", "30 天"},
       {}},
      {"I sleep 6 hours, get up at 6:30 and have insomnia",
       {"1 h 30 min", "10 h 30 min", "22:45", "18 days"},
       {}},
      {"今天走了3000步，还要运动吗？", {"5000 步", "50 分钟"}, {}},
      {"I'm 65, I walked 4,000 steps, is more exercise needed?", {"2,000 steps", "6,000"}, {}},
      {"我体重60公斤，每天喝水多少？", {"1.8 升", "60–72 克"}, {}},
      {"血压185/100，能运动吗", {"185/100", "急诊", "先别运动"}, {}},
      {"My blood pressure is 150/95, what should I eat?", {"150/95 is high"}, {}},
  };
  for (const expectation& each : cases) {
    check(each, {});
  }
}

TEST(coach, uses_the_profile_of_the_context) {
  const expectation cases[] = {
      {"怎么吃比较健康", {"2060 千卡", "想减重的话", "80–96 克", "2.4 升"}, {"### 睡眠"}},
      {"What should I eat?", {"2,060 kcal", "80–96 g", "2.4 litres"}, {"### Sleep"}},
      {"给我一个全面的健康计划",
       {"### 饮食", "### 运动", "### 体重", "### 睡眠", "### 心理", "95–114"},
       {}},
      {"how do I build muscle", {"128–160 g", "2,260 kcal"}, {"overweight"}},
  };
  for (const expectation& each : cases) {
    check(each, adult_man());
  }
}

TEST(coach, writes_a_plan_in_the_fixed_order) {
  const std::string text = answer("Make me a plan", adult_man());
  std::size_t last = 0;
  for (const char* title :
       {"### Diet", "### Exercise", "### Weight", "### Sleep", "### Mental health"}) {
    const std::size_t at = text.find(title);
    ASSERT_NE(at, std::string::npos) << title;
    EXPECT_GT(at, last) << title;
    last = at;
  }
}

TEST(coach, combines_sleep_stress_and_movement_for_tiredness) {
  const std::string zh =
      answer("我最近总是很累", {{"sleep_hours", 6.0}, {"steps", 2000.0}, {"stress", 8.0}});
  EXPECT_THAT(zh, HasSubstr("1 小时 30 分"));
  EXPECT_THAT(zh, HasSubstr("8/10"));
  EXPECT_THAT(zh, HasSubstr("2000 步"));
  const std::string en = answer("I'm always tired", {{"sleep_hours", 8.0}});
  EXPECT_THAT(en, HasSubstr("enough in length"));
  EXPECT_THAT(en, HasSubstr("**Stress**"));
  EXPECT_THAT(en, HasSubstr("**Movement**"));
}

TEST(coach, changes_the_advice_with_conditions_and_restrictions) {
  const expectation cases[] = {
      {"我有糖尿病，怎么吃", {"低血糖", "主食每餐一拳"}, {}},
      {"I have high blood pressure, what exercise?", {"never hold your breath"}, {}},
      {"膝盖疼，想跑步", {"直腿抬高"}, {"跑 1 分钟"}},
      {"我吃素，怎么补蛋白质", {"北豆腐"}, {"鸡胸肉"}},
      {"I'm vegan, how do I eat enough protein?",
       {"lentils", "B12"},
       {"egg", "chicken", "milk (250"}},
      {"我有肾病，体重70公斤，蛋白质吃多少", {"肾内科"}, {"84 克", "70–"}},
      {"我怀孕了，怎么减肥", {"产检医生"}, {"BMI **", "千卡"}},
      {"allergic to eggs, what should I eat", {"chicken"}, {"one egg"}},
      {"痛风怎么吃", {"动物内脏"}, {}},
      {"心脏病能运动吗，我60岁", {"心内科", "说话测试"}, {"80–96 次/分"}},
      {"I have an eating disorder and want to lose weight, 165 cm, 60 kg",
       {"care team"},
       {"kcal a day", "BMI is"}},
      {"我在吃素，贫血，怎么吃", {"豆类", "一个鸡蛋"}, {"鸡胸肉"}},
      {"鸡蛋过敏怎么吃", {"蛋黄酱"}, {"一个鸡蛋"}},
      {"我上夜班，睡不好", {"锚定睡眠"}, {"23:15"}},
      {"有糖尿病，晚上总起夜睡不好", {"血糖偏高"}, {}},
      {"我想戒烟", {"戒烟日"}, {"### 心理"}},
      {"血压高怎么办", {"### 饮食", "### 运动", "5 克"}, {"### 心理"}},
  };
  for (const expectation& each : cases) {
    check(each, {});
  }
}

TEST(coach, speaks_in_the_chosen_style) {
  std::set<std::string> answers;
  for (const char* style : {"formal", "casual", "motivational", "supportive", "none of these"}) {
    answers.insert(answer("怎么减肥", {{"communication_style", std::string{style}}}));
  }
  EXPECT_EQ(answers.size(), 5U);
  const std::string formal = answer("怎么减肥", {{"communication_style", std::string{"formal"}}});
  EXPECT_THAT(formal, HasSubstr("您"));
  EXPECT_THAT(formal, Not(HasSubstr("你")));
}

TEST(coach, chats_about_what_was_said) {
  const expectation cases[] = {
      {"你好", {"很高兴见到你"}, {"###"}},
      {"hello", {"good to meet you"}, {"###"}},
      {"谢谢", {"不客气"}, {"###"}},
      {"what can you do?", {"heart-rate zones"}, {"###"}},
      {"今天天气怎么样", {"天气", "没有联网"}, {"###"}},
      {"will it rain? check the weather", {"offline", "weather app"}, {"###"}},
      {"你是谁", {"AuraWell", "不是大语言模型"}, {"###"}},
      {"tell me a joke", {"hundred"}, {"###"}},
      {"买什么股票好", {"理财"}, {"###"}},
      {"blorp fizz", {"beyond me"}, {"###"}},
      {"怎么减肥", {"### 体重"}, {"超出了我会的范围"}},
  };
  for (const expectation& each : cases) {
    SCOPED_TRACE(each.question);
    advice_question question = asking(each.question);
    question.kind = chat_kind::general;
    const std::string text = coach_answer(question);
    for (const char* part : each.has) {
      EXPECT_THAT(text, HasSubstr(part));
    }
    for (const char* part : each.lacks) {
      EXPECT_THAT(text, Not(HasSubstr(part)));
    }
  }
}

TEST(coach, answers_a_neutral_text_in_the_language_of_the_session) {
  advice_question question = asking("🙂");
  question.lang = language::en;
  EXPECT_TRUE(coach_answer(question).ends_with(en_end));
  question.lang = language::zh;
  EXPECT_TRUE(coach_answer(question).ends_with(zh_end));
}

}  // namespace
}  // namespace aurawell::health
