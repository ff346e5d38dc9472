#include "domain/coach/assessment.hpp"

#include <gtest/gtest.h>

namespace aurawell::health {
namespace {

reading adult() {
  reading facts;
  facts.user_profile.age_years = 30;
  facts.user_profile.sex = gender::male;
  facts.user_profile.height_cm = 170;
  facts.user_profile.weight_kg = 80;
  facts.user_profile.activity = activity_level::sedentary;
  return facts;
}

TEST(assessment, computes_what_the_facts_allow) {
  const assessment person = assess(adult());
  EXPECT_EQ(person.bmi, 27.7);
  EXPECT_EQ(person.band, bmi_band::overweight);
  EXPECT_DOUBLE_EQ(*person.basal_kcal, 1717.5);
  EXPECT_DOUBLE_EQ(*person.daily_kcal, 2061);
  EXPECT_EQ(person.zones->maximum, 190);
  EXPECT_FALSE(person.assumed_activity);
}

TEST(assessment, judges_a_bmi_as_it_is_printed) {
  reading facts = adult();
  facts.user_profile.weight_kg = 72.2;  // 24.98, printed as 25.0
  EXPECT_EQ(assess(facts).band, bmi_band::overweight);
}

TEST(assessment, assumes_only_what_is_safe_and_says_so) {
  reading facts = adult();
  facts.user_profile.sex.reset();
  facts.user_profile.activity.reset();
  const assessment person = assess(facts);
  EXPECT_TRUE(person.assumed_activity);
  EXPECT_TRUE(person.assumed_sex);
  EXPECT_DOUBLE_EQ(*person.daily_kcal, 1634.5 * 1.2);
}

TEST(assessment, needs_age_height_and_weight_for_energy) {
  for (int missing = 0; missing < 3; ++missing) {
    reading facts = adult();
    if (missing == 0) {
      facts.user_profile.age_years.reset();
    } else if (missing == 1) {
      facts.user_profile.height_cm.reset();
    } else {
      facts.user_profile.weight_kg.reset();
    }
    EXPECT_FALSE(assess(facts).target) << missing;
  }
}

TEST(assessment, withholds_bands_and_calories_from_minors) {
  reading facts = adult();
  facts.user_profile.age_years = 17;
  const assessment person = assess(facts);
  EXPECT_TRUE(person.is_minor);
  EXPECT_FALSE(person.bmi);
  EXPECT_FALSE(person.ideal);
  EXPECT_FALSE(person.target);
  EXPECT_FALSE(person.protein);
  facts.user_profile.age_years = 18;
  EXPECT_TRUE(assess(facts).bmi);
}

TEST(assessment, withholds_calories_where_they_could_harm) {
  for (const condition which :
       {condition::pregnancy, condition::breastfeeding, condition::eating_disorder}) {
    reading facts = adult();
    facts.conditions.set(static_cast<std::size_t>(which));
    EXPECT_FALSE(assess(facts).target) << static_cast<int>(which);
  }
}

TEST(assessment, gives_no_protein_figure_in_kidney_disease) {
  reading facts = adult();
  EXPECT_TRUE(assess(facts).protein);
  facts.conditions.set(static_cast<std::size_t>(condition::kidney_disease));
  EXPECT_FALSE(assess(facts).protein);
}

TEST(assessment, never_lets_an_underweight_person_lose) {
  reading facts = adult();
  facts.user_profile.weight_kg = 50;
  facts.wish = health_goal::weight_loss;
  EXPECT_EQ(assess(facts).direction, weight_direction::keep);
}

TEST(assessment, counts_protein_on_a_reference_weight_in_obesity) {
  reading facts = adult();
  facts.user_profile.weight_kg = 120;
  const assessment person = assess(facts);
  EXPECT_TRUE(person.protein_on_reference_weight);
  EXPECT_NEAR(person.protein->low, 72.25, 0.1);
}

}  // namespace
}  // namespace aurawell::health
