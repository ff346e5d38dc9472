#pragma once

#include <optional>

#include "domain/health/metrics.hpp"
#include "domain/prompt/profile_reader.hpp"

namespace aurawell::health {

inline constexpr int adult_age = 18;
inline constexpr int old_age = 65;

/// What follows from a reading, computed once. A number that needs a missing fact, or
/// that must not be given to this person, is absent.
struct assessment {
  reading facts;
  bool is_minor = false;
  /// Absent for minors and in pregnancy.
  std::optional<double> bmi;
  std::optional<bmi_band> band;
  /// Of an adult of this height.
  std::optional<weight_range> ideal;
  /// kcal/day; absent for minors, in pregnancy, while breastfeeding and with an eating
  /// disorder.
  std::optional<double> basal_kcal;
  std::optional<double> daily_kcal;
  weight_direction direction = weight_direction::keep;
  std::optional<energy_target> target;
  /// The fact was missing and its safest value stands in.
  bool assumed_activity = false;
  bool assumed_sex = false;
  std::optional<heart_rate_zones> zones;
  std::optional<sleep_range> sleep_need;
  /// Grams per day.
  std::optional<protein_range> protein;
  /// The protein counts on a weight of BMI 25, because the real one would overstate it.
  bool protein_on_reference_weight = false;

  const profile& who() const { return facts.who; }
  bool has(condition which) const { return health::has(facts.conditions, which); }
  bool numbers_withheld() const {
    return is_minor || has(condition::pregnancy) || has(condition::breastfeeding) ||
           has(condition::eating_disorder);
  }
  /// What the person wants to change, as asked now or else as the profile says.
  std::optional<health_goal> goal() const { return facts.wish ? facts.wish : who().goal; }
};

/// Rounded as it is shown: what is printed as 25.0 must not be judged as less.
double to_tenth(double value);

assessment assess(reading facts);

}  // namespace aurawell::health
