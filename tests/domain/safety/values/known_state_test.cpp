#include "domain/safety/values/known_state.hpp"

#include <gtest/gtest.h>

#include "domain/safety/values/read_values.hpp"
#include "domain/text/phrase_text.hpp"

namespace aurawell::safety {
namespace {

known_state told(const char* text) {
  return read_values(phrase_text(text), std::nullopt, {}).known;
}

TEST(known_state, merges_in_any_order_and_again) {
  const known_state a = told("my baby is 5 weeks old, I weigh 50 kg");
  const known_state b = told("he has COPD, I took 30 of them, 165/112, she is 2 years old");
  const known_state c = told("孕35周，宝宝3周大");
  EXPECT_EQ(merged(a, b), merged(b, a));
  EXPECT_EQ(merged(merged(a, b), c), merged(a, merged(b, c)));
  EXPECT_EQ(merged(a, a), a);
  EXPECT_EQ(merged(a, known_state{}), a);
}

TEST(known_state, keeps_the_more_dangerous_of_two) {
  const known_state both = merged(told("my son is 5 years old"), told("my baby is 5 weeks old"));
  EXPECT_EQ(both.of(person::child).age_days, 35);
}

TEST(known_state, keeps_the_lightest_of_one_message) {
  EXPECT_EQ(told("I weigh 45 kg. I weigh 60 kg").of(person::unknown).weight_kg, 45);
  EXPECT_EQ(told("I weigh 60 kg. I weigh 45 kg").of(person::unknown).weight_kg, 45);
}

TEST(known_state, takes_the_whole_days_below_the_bound_of_an_age) {
  EXPECT_EQ(told("孩子不到5岁").of(person::child).age_days, 1825);
  EXPECT_EQ(told("不满6岁").of(person::child).age_days, 2190);
  EXPECT_EQ(told("低于3个月大").of(person::child).age_days, 90);
  EXPECT_EQ(told("under 14 days old").of(person::child).age_days, 13);
  EXPECT_EQ(told("less than 1 day old").of(person::child).age_days, 0);
}

TEST(known_state, has_no_age_that_nobody_reaches) {
  EXPECT_EQ(told("he is 10,000,000 years old"), known_state{});
  EXPECT_EQ(told("under 131 years old"), known_state{});
  EXPECT_TRUE(told("he is 110 years old").of(person::unknown).age_days);
}

TEST(known_state, has_only_weights_of_people) {
  for (const char* text : {"I lost 30 kg", "体重减了60斤", "30 kg suitcase", "我瘦了60斤",
                           "I put on 30 kg", "weighs 10 kg", "my 30 kg dog", "30 kg lost"}) {
    EXPECT_EQ(told(text).of(person::unknown).weight_kg, std::nullopt) << text;
    EXPECT_EQ(told(text).of(person::self).weight_kg, std::nullopt) << text;
  }
  EXPECT_EQ(told("she is 60 kg").of(person::unknown).weight_kg, 60);
  EXPECT_EQ(told("孩子12公斤").of(person::child).weight_kg, 12);
  EXPECT_EQ(told("weighs 9 kg and is 11 months old").of(person::child).weight_kg, 9);
}

TEST(known_state, knows_a_light_weight_of_a_child_told_before) {
  const auto weight = [](std::optional<int> age, const known_state& earlier) {
    return read_values("weighs 12 kg", age, earlier).known.of(person::child).weight_kg;
  };
  EXPECT_EQ(weight({}, {}), std::nullopt);
  EXPECT_EQ(weight({}, told("my son is 2 years old")), 12);
  EXPECT_EQ(weight(2, {}), 12);
  EXPECT_EQ(weight(40, {}), std::nullopt);
}

TEST(known_state, keeps_persons_apart) {
  const known_state state = told("my husband has COPD");
  EXPECT_TRUE(has(all_known_of(state, person::adult).facts, fact::lung_disease));
  EXPECT_TRUE(has(all_known_of(state, person::unknown).facts, fact::lung_disease));
  EXPECT_FALSE(has(all_known_of(state, person::self).facts, fact::lung_disease));
}

TEST(known_state, holds_nothing_of_what_is_denied) {
  EXPECT_EQ(told("I'm not pregnant"), known_state{});
  EXPECT_EQ(told("没有怀孕，没有发烧"), known_state{});
  EXPECT_EQ(told("what should I eat for breakfast"), known_state{});
}

}  // namespace
}  // namespace aurawell::safety
