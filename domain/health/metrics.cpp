#include "domain/health/metrics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace aurawell::health {

double body_mass_index(double weight_kg, double height_cm) {
  assert(weight_kg > 0 && height_cm > 0);
  const double metres = height_cm / 100;
  return weight_kg / (metres * metres);
}

bmi_band band_of(double bmi) {
  constexpr std::array upper_bounds{18.5, 25.0, 30.0, 35.0, 40.0};
  const auto above = std::upper_bound(upper_bounds.begin(), upper_bounds.end(), bmi);
  return static_cast<bmi_band>(above - upper_bounds.begin());
}

weight_range ideal_weight(double height_cm) {
  const double metres = height_cm / 100;
  return {18.5 * metres * metres, 24.9 * metres * metres};
}

double basal_metabolic_rate(double weight_kg, double height_cm, int age_years, gender sex) {
  constexpr double male = 5;
  constexpr double female = -161;
  const double common = 10 * weight_kg + 6.25 * height_cm - 5.0 * age_years;
  switch (sex) {
    case gender::male: return common + male;
    case gender::female: return common + female;
    case gender::other: break;
  }
  return common + (male + female) / 2;
}

double activity_factor(activity_level level) {
  constexpr std::array factors{1.2, 1.375, 1.55, 1.725, 1.9};
  return factors[static_cast<std::size_t>(level)];
}

double daily_energy(double basal_rate, activity_level level) {
  return basal_rate * activity_factor(level);
}

double energy_floor(gender sex) {
  return sex == gender::female ? 1'200 : 1'500;
}

energy_target energy_for(weight_direction direction, double daily_energy_kcal, gender sex) {
  constexpr double change = goal_pace_kg_per_week * kcal_per_kg / 7;
  const double floor = energy_floor(sex);
  double wanted = daily_energy_kcal;
  if (direction == weight_direction::lose) {
    wanted -= change;
  } else if (direction == weight_direction::gain) {
    wanted += change;
  }
  if (wanted >= floor) {
    return {wanted, direction == weight_direction::keep ? 0 : goal_pace_kg_per_week, false};
  }
  const double deficit = std::max(0.0, daily_energy_kcal - floor);
  return {floor, direction == weight_direction::lose ? deficit * 7 / kcal_per_kg : 0, true};
}

heart_rate_zones heart_rate_zones_at(int age_years) {
  heart_rate_zones zones{220 - age_years, {}};
  for (std::size_t i = 0; i < zones.bounds.size(); ++i) {
    const double share = 0.5 + 0.1 * static_cast<double>(i);
    zones.bounds[i] = static_cast<int>(std::lround(zones.maximum * share));
  }
  return zones;
}

std::optional<sleep_range> sleep_needed(int age_years) {
  struct row {
    int below_age = 0;
    sleep_range hours;
  };
  constexpr std::array rows{row{3, {11, 14}}, row{6, {10, 13}}, row{13, {9, 12}}, row{18, {8, 10}},
                            row{65, {7, 9}}};
  if (age_years < 1) {
    return std::nullopt;
  }
  for (const row& each : rows) {
    if (age_years < each.below_age) {
      return each.hours;
    }
  }
  return sleep_range{7, 8};
}

protein_range protein_per_kg(std::optional<health_goal> goal) {
  if (goal == health_goal::muscle_gain) {
    return {1.6, 2.0};
  }
  if (goal == health_goal::weight_loss) {
    return {1.2, 1.6};
  }
  return {1.0, 1.2};
}

}  // namespace aurawell::health
