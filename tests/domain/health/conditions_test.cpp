#include "domain/health/conditions.hpp"

#include <gtest/gtest.h>

#include "domain/text/plain_text.hpp"

namespace aurawell::health {
namespace {

struct named {
  const char* text;
  condition which;
};

TEST(conditions, are_found_in_both_languages) {
  const named cases[] = {
      {"我有糖尿病", condition::diabetes},
      {"I am diabetic", condition::diabetes},
      {"血压高怎么办", condition::hypertension},
      {"high blood pressure", condition::hypertension},
      {"膝盖疼", condition::knee_pain},
      {"my knees hurt", condition::knee_pain},
      {"我怀孕5个月", condition::pregnancy},
      {"I'm pregnant", condition::pregnancy},
      {"我吃素", condition::vegetarian},
      {"I am a vegan", condition::vegan},
      {"尿酸高", condition::gout},
      {"allergic to nuts", condition::nut_allergy},
      {"乳糖不耐受", condition::lactose},
      {"chronic kidney disease", condition::kidney_disease},
      {"I work the night shift", condition::shift_work},
  };
  for (const named& each : cases) {
    EXPECT_TRUE(has(conditions_in(folded(each.text)), each.which)) << each.text;
  }
}

TEST(conditions, that_are_denied_or_prevented_are_none) {
  for (const char* text :
       {"我没有糖尿病", "怎么预防糖尿病", "I don't have diabetes", "no high blood pressure",
        "how to prevent diabetes", "I'm not vegan", "a crunchy snack"}) {
    EXPECT_TRUE(conditions_in(folded(text)).none()) << text;
  }
}

TEST(conditions, of_eating_hold_when_a_food_is_refused) {
  EXPECT_TRUE(has(conditions_in("no nuts"), condition::nut_allergy));
  EXPECT_TRUE(has(conditions_in("i avoid gluten"), condition::gluten));
}

TEST(conditions, denied_once_and_affirmed_once_hold) {
  EXPECT_TRUE(has(conditions_in("没有糖尿病史;现在查出糖尿病"), condition::diabetes));
}

}  // namespace
}  // namespace aurawell::health
