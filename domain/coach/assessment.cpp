#include "domain/coach/assessment.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace aurawell::health {

namespace {

weight_direction direction_for(const assessment& person) {
  const auto goal = person.goal();
  const bool thin = person.band == bmi_band::underweight;
  const bool obese = person.band && *person.band >= bmi_band::obese_1;
  if (goal == health_goal::weight_loss) {
    return thin ? weight_direction::keep : weight_direction::lose;
  }
  if (goal == health_goal::weight_gain) {
    return obese ? weight_direction::keep : weight_direction::gain;
  }
  return weight_direction::keep;
}

void assess_energy(assessment& person) {
  const profile& user = person.user_profile();
  if (!user.age_years || !user.height_cm || !user.weight_kg || person.numbers_withheld()) {
    return;
  }
  person.assumed_sex = !user.sex;
  person.assumed_activity = !user.activity;
  const gender sex = user.sex.value_or(gender::other);
  person.basal_kcal = basal_metabolic_rate(*user.weight_kg, *user.height_cm, *user.age_years, sex);
  person.daily_kcal =
      daily_energy(*person.basal_kcal, user.activity.value_or(activity_level::sedentary));
  person.target = energy_for(person.direction, *person.daily_kcal, sex);
}

void assess_protein(assessment& person) {
  const profile& user = person.user_profile();
  if (!user.weight_kg || person.numbers_withheld() || person.has(condition::kidney_disease)) {
    return;
  }
  double weight = *user.weight_kg;
  if (person.bmi && *person.bmi >= 30) {
    constexpr double reference_bmi = 25;
    weight = weight * reference_bmi / *person.bmi;
    person.protein_on_reference_weight = true;
  }
  const protein_range per_kg = protein_per_kg(person.goal());
  person.protein = protein_range{per_kg.low * weight, per_kg.high * weight};
}

}  // namespace

double to_tenth(double value) {
  return std::round(value * 10) / 10;
}

assessment assess(reading facts) {
  assessment person;
  person.facts = std::move(facts);
  const profile& user = person.user_profile();
  person.is_minor = user.age_years && *user.age_years < adult_age;
  const bool shape_counts = !person.is_minor && !person.has(condition::pregnancy);
  if (shape_counts && user.height_cm) {
    person.ideal = ideal_weight(*user.height_cm);
    if (user.weight_kg) {
      person.bmi = to_tenth(body_mass_index(*user.weight_kg, *user.height_cm));
      person.band = band_of(*person.bmi);
    }
  }
  if (user.age_years) {
    person.zones = heart_rate_zones_at(*user.age_years);
    person.sleep_need = sleep_needed(*user.age_years);
  }
  person.direction = direction_for(person);
  assess_energy(person);
  assess_protein(person);
  return person;
}

}  // namespace aurawell::health
