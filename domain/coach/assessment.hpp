#pragma once

#include <optional>

#include "domain/health/metrics.hpp"
#include "domain/prompt/profile_reader.hpp"

namespace aurawell::health {

inline constexpr int adult_age = 18;
inline constexpr int old_age = 65;

/// Values computed once from the facts of a reading. A value is absent when it needs a missing fact
/// or must not be given to this person.
struct assessment {
  reading facts;
  bool is_minor = false;
  /// Absent for minors and in pregnancy.
  std::optional<double> bmi;
  std::optional<bmi_band> band;
  /// Healthy weight of an adult of this height.
  std::optional<weight_range> ideal;
  /// kcal/day. Absent for minors, in pregnancy, while breastfeeding and with an eating disorder.
  std::optional<double> basal_kcal;
  std::optional<double> daily_kcal;
  weight_direction direction = weight_direction::keep;
  std::optional<energy_target> target;
  /// The fact is missing and its safest value is used.
  bool assumed_activity = false;
  bool assumed_sex = false;
  std::optional<heart_rate_zones> zones;
  std::optional<sleep_range> sleep_need;
  /// Grams per day.
  std::optional<protein_range> protein;
  /// The protein is computed for a weight of BMI 25, because the real weight would give too much.
  bool protein_on_reference_weight = false;

  const profile& user_profile() const { return facts.user_profile; }
  bool has(condition which) const { return health::has(facts.conditions, which); }
  bool numbers_withheld() const {
    return is_minor || has(condition::pregnancy) || has(condition::breastfeeding) ||
           has(condition::eating_disorder);
  }
  /// The goal in the question, else the goal in the profile.
  std::optional<health_goal> goal() const { return facts.wish ? facts.wish : user_profile().goal; }
};

/// Rounds as in the displayed text, so a value shown as 25.0 is not treated as less than 25.
double to_tenth(double value);

assessment assess(reading facts);

}  // namespace aurawell::health
