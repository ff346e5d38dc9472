#pragma once

#include <array>
#include <optional>

#include "domain/health/profile.hpp"

namespace aurawell::health {

/// Adults only.
enum class bmi_band : unsigned char {
  underweight,
  normal,
  overweight,
  obese_1,
  obese_2,
  obese_3,
};

/// kg/m². Both arguments are above zero.
double body_mass_index(double weight_kg, double height_cm);

/// WHO: below 18.5, 25, 30, 35, 40, and above.
bmi_band band_of(double bmi);

struct weight_range {
  double low_kg = 0;
  double high_kg = 0;
};

/// WHO: BMI 18.5 to 24.9 at this height.
weight_range ideal_weight(double height_cm);

/// kcal/day at rest, Mifflin–St Jeor 1990; `other` is the mean of both.
double basal_metabolic_rate(double weight_kg, double height_cm, int age_years, gender sex);

/// By how much the day's energy exceeds the basal rate: 1.2 to 1.9.
double activity_factor(activity_level level);

/// kcal/day.
double daily_energy(double basal_rate, activity_level level);

/// The lowest daily energy that is ever recommended: 1,200 kcal for women, 1,500 for
/// men; the higher one for `other`, because it is the safer mistake.
double energy_floor(gender sex);

enum class weight_direction : unsigned char { lose, keep, gain };

inline constexpr double goal_pace_kg_per_week = 0.5;
inline constexpr double kcal_per_kg = 7'700;

struct energy_target {
  double kcal = 0;
  /// Change of weight that this target really brings; smaller than the goal's pace,
  /// even zero, when the floor holds. Never negative.
  double kg_per_week = 0;
  bool at_floor = false;
};

/// ± 0.5 kg/week at 7,700 kcal/kg, never below the floor.
energy_target energy_for(weight_direction direction, double daily_energy_kcal, gender sex);

struct heart_rate_zones {
  /// Beats per minute, 220 − age.
  int maximum = 0;
  /// Where the zones begin: 50, 60, 70, 80, 90 % of the maximum.
  std::array<int, 5> bounds{};
};

heart_rate_zones heart_rate_zones_at(int age_years);

struct sleep_range {
  double low_hours = 0;
  double high_hours = 0;
};

/// Per 24 hours, naps included below six years: American Academy of Sleep Medicine
/// 2016, from 65 years the National Sleep Foundation 2015. Nothing in the first year.
std::optional<sleep_range> sleep_needed(int age_years);

/// Grams per day and kilogram of body weight.
struct protein_range {
  double low = 0;
  double high = 0;
};

/// 1.0–1.2 in general, also in old age (PROT-AGE 2013), 1.2–1.6 while losing weight and
/// 1.6–2.0 while building muscle (ISSN 2017).
protein_range protein_per_kg(std::optional<health_goal> goal);

}  // namespace aurawell::health
