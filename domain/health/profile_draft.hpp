#pragma once

#include <vector>

#include "domain/health/profile.hpp"

namespace aurawell::health {

/// What can be out of range.
enum class profile_field : unsigned char {
  age,
  height,
  weight,
  target_weight,
  steps_goal,
  sleep_goal,
  exercise_goal,
  sleep,
  steps,
  stress,
  heart_rate,
  blood_pressure,
};

/// A profile that is being collected from one source. A value outside its range is
/// left out and remembered in `rejected`; the first value given for a field stays.
class profile_draft {
 public:
  /// `managed`: the person is a member managed by an adult, with the wider ranges.
  explicit profile_draft(bool managed) : managed_{managed} {}

  profile values;
  std::vector<profile_field> rejected;

  void set_age(double years);
  void set_height(double cm);
  void set_weight(double kg);
  void set_target_weight(double kg);
  void set_steps_goal(double steps);
  void set_sleep_goal(double hours);
  void set_exercise_goal(double minutes);
  void set_sleep(double hours);
  void set_steps(double steps);
  void set_stress(double level);
  void set_heart_rate(double bpm);
  void set_pressure(double systolic, double diastolic);

  void reject(profile_field field);

 private:
  template <class T>
  void set(std::optional<T>& value, double given, bounds<double> range, profile_field field);

  bool managed_;
};

}  // namespace aurawell::health
