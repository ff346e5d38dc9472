#include "domain/coach/areas.hpp"

#include <gtest/gtest.h>

#include "domain/text/plain_text.hpp"

namespace aurawell::health {
namespace {

constexpr char d = 1, e = 2, w = 4, s = 8, m = 16;

struct asked {
  const char* text;
  int areas;
};

TEST(topic, names_the_areas_asked_about) {
  const asked cases[] = {
      {"早餐吃什么比较健康", d},
      {"What should I eat for dinner?", d},
      {"每天喝水多少合适", d},
      {"怎么开始跑步", e},
      {"How often should I go to the gym?", e},
      {"how do I build abs", e},
      {"怎么减肥", w},
      {"我想瘦十斤", w},
      {"how do I lose weight", w},
      {"What is a healthy weight for me?", w},
      {"总是失眠怎么办", s},
      {"I can't fall asleep", s},
      {"最近压力很大很焦虑", m},
      {"I feel sad and lonely", m},
      {"怎么吃怎么运动", d | e},
      {"stress keeps me awake", s | m},
      {"股票怎么买", 0},
      {"what is the capital of France", 0},
      {"", 0},
  };
  for (const asked& each : cases) {
    EXPECT_EQ(topic_of(folded(each.text), 0).areas.to_ulong(),
              static_cast<unsigned long>(each.areas))
        << each.text;
  }
}

TEST(topic, does_not_take_a_measurement_for_the_question) {
  EXPECT_EQ(topic_of(folded("我体重80公斤，每天睡5个小时，早餐吃什么好？"), 2).areas.to_ulong(),
            1U);
  EXPECT_EQ(
      topic_of(folded("My weight is 80 kg and I sleep about 5 hours. Which workout suits me?"), 2)
          .areas.to_ulong(),
      2U);
}

TEST(topic, takes_the_measurement_when_nothing_else_is_asked) {
  EXPECT_EQ(topic_of(folded("我每天只睡5个小时"), 1).areas.to_ulong(), 8U);
}

TEST(topic, is_a_full_plan_when_asked_or_when_someone_introduces_themselves) {
  EXPECT_TRUE(topic_of(folded("帮我制定一个健康计划"), 0).full_plan);
  EXPECT_TRUE(topic_of(folded("Make me a plan"), 0).full_plan);
  EXPECT_TRUE(topic_of(folded("How can I live a healthier life?"), 0).full_plan);
  EXPECT_TRUE(topic_of(folded("我30岁，身高170厘米，体重80公斤"), 3).full_plan);
  EXPECT_FALSE(topic_of(folded("帮我制定一个运动计划"), 0).full_plan);
}

TEST(topic, sees_tiredness_and_drugs) {
  EXPECT_TRUE(topic_of(folded("我最近总是很累"), 0).tired);
  EXPECT_TRUE(topic_of(folded("always exhausted"), 0).tired);
  EXPECT_TRUE(topic_of(folded("降压药能停吗"), 0).medication);
  EXPECT_TRUE(topic_of(folded("what dose of ibuprofen"), 0).medication);
  EXPECT_FALSE(topic_of(folded("布洛芬一次吃几片"), 0).areas.any());
}

}  // namespace
}  // namespace aurawell::health
