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
  const profile& who = person.who();
  if (!who.age_years || !who.height_cm || !who.weight_kg || person.numbers_withheld()) {
    return;
  }
  person.assumed_sex = !who.sex;
  person.assumed_activity = !who.activity;
  const gender sex = who.sex.value_or(gender::other);
  person.basal_kcal = basal_metabolic_rate(*who.weight_kg, *who.height_cm, *who.age_years, sex);
  person.daily_kcal =
      daily_energy(*person.basal_kcal, who.activity.value_or(activity_level::sedentary));
  person.target = energy_for(person.direction, *person.daily_kcal, sex);
}

void assess_protein(assessment& person) {
  const profile& who = person.who();
  if (!who.weight_kg || person.numbers_withheld() || person.has(condition::kidney_disease)) {
    return;
  }
  double weight = *who.weight_kg;
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
  const profile& who = person.who();
  person.is_minor = who.age_years && *who.age_years < adult_age;
  const bool shape_counts = !person.is_minor && !person.has(condition::pregnancy);
  if (shape_counts && who.height_cm) {
    person.ideal = ideal_weight(*who.height_cm);
    if (who.weight_kg) {
      person.bmi = to_tenth(body_mass_index(*who.weight_kg, *who.height_cm));
      person.band = band_of(*person.bmi);
    }
  }
  if (who.age_years) {
    person.zones = heart_rate_zones_at(*who.age_years);
    person.sleep_need = sleep_needed(*who.age_years);
  }
  person.direction = direction_for(person);
  assess_energy(person);
  assess_protein(person);
  return person;
}

}  // namespace aurawell::health
