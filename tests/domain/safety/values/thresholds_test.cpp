#include "domain/safety/values/thresholds.hpp"

#include <gtest/gtest.h>

namespace aurawell::safety {
namespace {

known_person aged(double years) {
  known_person one;
  one.age_days = static_cast<int>(years * 365.25);
  return one;
}

bool proves(quantity measured, double value, double years, finding which) {
  return has(proved_by_value({.measured = measured, .low = value, .high = value}, aged(years)),
             which);
}

struct limit {
  quantity measured;
  double years;
  double safe;
  double dangerous;
  finding which;
};

TEST(thresholds, begin_exactly_at_their_limits) {
  using enum quantity;
  for (const limit& each : {limit{oxygen, 40, 92, 91, finding::vital_signs},
                            {pulse, 40, 130, 131, finding::vital_signs},
                            {pulse, 40, 41, 40, finding::vital_signs},
                            {pulse, 0.5, 219, 220, finding::vital_signs},
                            {pulse, 6, 179, 180, finding::vital_signs},
                            {breaths, 40, 24, 25, finding::vital_signs},
                            {breaths, 40, 9, 8, finding::vital_signs},
                            {breaths, 0.1, 59, 60, finding::vital_signs},
                            {breaths, 2, 49, 50, finding::vital_signs},
                            {systolic, 40, 91, 90, finding::vital_signs},
                            {systolic, 40, 199, 200, finding::vital_signs},
                            {systolic, 40, 179, 180, finding::blood_pressure},
                            {temperature, 40, 35.1, 35, finding::vital_signs},
                            {temperature, 40, 39.9, 40, finding::vital_signs},
                            {temperature, 6, 40.9, 41, finding::vital_signs},
                            {glucose, 40, 3.0, 2.9, finding::low_sugar},
                            {glucose, 40, 3.9, 3.8, finding::blood_sugar},
                            {glucose, 40, 29.8, 30, finding::high_sugar},
                            {ketones, 40, 2.9, 3, finding::high_sugar},
                            {seizure, 6, 4, 5, finding::seizure},
                            {unconscious, 40, 0.5, 1, finding::unconscious},
                            {no_urine, 2, 11, 12, finding::vital_signs},
                            {no_urine, 40, 17, 18, finding::dehydration},
                            {no_drink, 0.1, 7, 8, finding::vital_signs},
                            {no_food, 30, 239, 240, finding::eating_disorder_crisis}}) {
    const int measured = static_cast<int>(each.measured);
    EXPECT_FALSE(proves(each.measured, each.safe, each.years, each.which))
        << measured << " " << each.safe;
    EXPECT_TRUE(proves(each.measured, each.dangerous, each.years, each.which))
        << measured << " " << each.dangerous;
  }
}

TEST(thresholds, prove_for_a_child_of_unknown_age_what_holds_at_any_age) {
  const auto proved = [](quantity measured, double value) {
    return proved_by_value(
               {.measured = measured, .low = value, .high = value, .subject = person::child}, {})
        .any();
  };
  EXPECT_FALSE(proved(quantity::pulse, 150));
  EXPECT_TRUE(proved(quantity::pulse, 225));
  EXPECT_FALSE(proved(quantity::breaths, 45));
  EXPECT_TRUE(proved(quantity::breaths, 65));
}

TEST(thresholds, fall_with_a_lung_disease) {
  known_person sick = aged(60);
  sick.facts.set(static_cast<std::size_t>(fact::lung_disease));
  const auto proved = [&](double value) {
    return level_of(
        proved_by_value({.measured = quantity::oxygen, .low = value, .high = value}, sick));
  };
  EXPECT_EQ(proved(87), safety_level::emergency);
  EXPECT_EQ(proved(88), safety_level::urgent);
  EXPECT_EQ(proved(93), safety_level::routine);
}

TEST(thresholds, prove_together_what_neither_proves_alone) {
  known_person one;
  one.facts.set(static_cast<std::size_t>(fact::fever));
  EXPECT_TRUE(proved_together(one).none());
  one.age_days = 90;
  EXPECT_TRUE(has(proved_together(one), finding::infant_fever));
  one.age_days = 92;
  EXPECT_TRUE(proved_together(one).none());
}

}  // namespace
}  // namespace aurawell::safety
