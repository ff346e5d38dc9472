#include "domain/health/profile_fields.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "domain/health/profile_words.hpp"

namespace aurawell::health {

namespace {

class field_list {
 public:
  template <class Number>
  void number(std::string_view key, const std::optional<Number>& value) {
    if (value) {
      fields.push_back({std::string{key}, static_cast<double>(*value)});
    }
  }

  template <class Enum, std::size_t N>
  void word(std::string_view key, const std::optional<Enum>& value,
            const std::array<std::string_view, N>& names) {
    if (value) {
      fields.push_back({std::string{key}, std::string{names.at(static_cast<std::size_t>(*value))}});
    }
  }

  void texts(std::string_view key, const std::vector<std::string>& values) {
    for (const std::string& value : values) {
      fields.push_back({std::string{key}, value});
    }
  }

  std::vector<context_fact> fields;
};

}  // namespace

std::vector<context_fact> profile_fields(const profile& values) {
  field_list out;
  out.number("age", values.age_years);
  out.word("gender", values.sex, words::gender);
  out.number("height_cm", values.height_cm);
  out.number("weight_kg", values.weight_kg);
  out.word("activity_level", values.activity, words::activity);
  out.word("goal", values.goal, words::goal);
  out.number("daily_steps_goal", values.daily_steps_goal);
  out.number("sleep_goal_hours", values.sleep_goal_hours);
  out.number("weekly_exercise_goal_minutes", values.weekly_exercise_goal_minutes);
  out.word("units", values.units, words::units);
  out.word("communication_style", values.style, words::style);
  out.texts("dietary_restrictions", values.dietary_restrictions);
  out.texts("physical_limitations", values.physical_limitations);
  out.texts("medical_conditions", values.medical_conditions);
  return std::move(out.fields);
}

std::vector<context_fact> measured_fields(const profile& values) {
  field_list out;
  out.number("sleep_hours", values.sleep_hours);
  out.number("steps", values.steps);
  out.word("mood", values.mood, words::mood);
  out.number("stress_level", values.stress_level);
  out.number("resting_heart_rate", values.resting_heart_rate);
  if (values.pressure) {
    out.fields.push_back({"blood_pressure", std::to_string(values.pressure->systolic_mmhg) + "/" +
                                                std::to_string(values.pressure->diastolic_mmhg)});
  }
  return std::move(out.fields);
}

}  // namespace aurawell::health
