#pragma once

#include <string_view>
#include <vector>

#include "domain/context_fact.hpp"
#include "domain/error.hpp"
#include "domain/health/profile.hpp"

namespace aurawell::health {

/// A profile as its owner filled it in, and what is wrong with it.
struct profile_form {
  /// What was understood and lies in its range.
  profile values;
  /// One for every field that was not: `ec::out_of_range` names the field and what it may
  /// be, `ec::invalid_input` is about a field that no profile has.
  std::vector<error> problems;
};

/// Reads strictly, unlike `read_facts`, which makes the best of a question's context. The
/// fields, all optional, with their published ranges:
///
///   age                           whole years, 13–120; 0–120 if `managed`
///   height_cm                     50–300
///   weight_kg                     20–500; 1–500 if `managed`
///   gender                        male, female, other
///   activity_level                sedentary … extremely_active
///   goal                          weight_loss … general_wellness
///   daily_steps_goal              whole steps, 1,000–50,000
///   sleep_hours                   0–24, of a usual night
///   sleep_goal_hours              4–12
///   weekly_exercise_goal_minutes  whole minutes, 0–1,000
///   units                         metric, imperial
///   communication_style           formal, casual, motivational, supportive
///   dietary_restrictions, physical_limitations, medical_conditions
///                                 up to 32 texts of up to 100 characters, the key repeated
///
/// Given twice, the last value counts. `managed`: a member managed by an adult.
profile_form read_profile_form(const std::vector<context_fact>& fields, bool managed);

enum class field_kind : unsigned char { none, one_value, list };

/// Of the field with this name; `none` if no profile has one.
field_kind kind_of_field(std::string_view key);

}  // namespace aurawell::health
