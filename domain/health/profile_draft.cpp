#include "domain/health/profile_draft.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace aurawell::health {

template <class T>
void profile_draft::set(std::optional<T>& value, double given, bounds<double> range,
                        profile_field field) {
  if (!range.holds(given)) {  // also when it is not a number
    reject(field);
  } else if (!value) {
    if constexpr (std::is_integral_v<T>) {
      value = static_cast<T>(field == profile_field::age ? std::floor(given) : std::round(given));
    } else {
      value = given;
    }
  }
}

// The holder of an account is at least 13, but asks about a child too: taking the child
// for an adult would be worse than reading its age.
void profile_draft::set_age(double years) {
  set(values.age_years, years, limits::member_age_years, profile_field::age);
}

void profile_draft::set_height(double cm) {
  set(values.height_cm, cm, limits::height_cm, profile_field::height);
}

void profile_draft::set_weight(double kg) {
  const bool child = values.age_years && *values.age_years < limits::age_years.low;
  const auto range = managed_ || child ? limits::member_weight_kg : limits::weight_kg;
  set(values.weight_kg, kg, range, profile_field::weight);
}

void profile_draft::set_target_weight(double kg) {
  set(values.target_weight_kg, kg, limits::weight_kg, profile_field::target_weight);
}

void profile_draft::set_steps_goal(double steps) {
  set(values.daily_steps_goal, steps, limits::steps_goal, profile_field::steps_goal);
}

void profile_draft::set_sleep_goal(double hours) {
  set(values.sleep_goal_hours, hours, limits::sleep_goal_hours, profile_field::sleep_goal);
}

void profile_draft::set_exercise_goal(double minutes) {
  set(values.weekly_exercise_goal_minutes, minutes, limits::weekly_exercise_minutes,
      profile_field::exercise_goal);
}

void profile_draft::set_sleep(double hours) {
  set(values.sleep_hours, hours, limits::sleep_hours, profile_field::sleep);
}

void profile_draft::set_steps(double steps) {
  set(values.steps, steps, limits::steps, profile_field::steps);
}

void profile_draft::set_stress(double level) {
  set(values.stress_level, level, limits::stress_level, profile_field::stress);
}

void profile_draft::set_heart_rate(double bpm) {
  set(values.resting_heart_rate, bpm, limits::heart_rate, profile_field::heart_rate);
}

void profile_draft::set_pressure(double systolic, double diastolic) {
  if (!limits::systolic.holds(systolic) || !limits::diastolic.holds(diastolic) ||
      diastolic >= systolic) {
    reject(profile_field::blood_pressure);
  } else if (!values.pressure) {
    values.pressure = blood_pressure{static_cast<int>(systolic), static_cast<int>(diastolic)};
  }
}

void profile_draft::reject(profile_field field) {
  if (std::find(rejected.begin(), rejected.end(), field) == rejected.end()) {
    rejected.push_back(field);
  }
}

}  // namespace aurawell::health
