#include "domain/health/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurawell::health {
namespace {

TEST(metrics, body_mass_index_is_weight_by_height_squared) {
  EXPECT_NEAR(body_mass_index(80, 170), 27.68, 0.005);
  EXPECT_NEAR(body_mass_index(50, 160), 19.53, 0.005);
}

TEST(metrics, bands_change_exactly_at_their_edges) {
  const std::pair<double, bmi_band> edges[] = {
      {18.49, bmi_band::underweight}, {18.5, bmi_band::normal},      {24.99, bmi_band::normal},
      {25.0, bmi_band::overweight},   {29.99, bmi_band::overweight}, {30.0, bmi_band::obese_1},
      {34.99, bmi_band::obese_1},     {35.0, bmi_band::obese_2},     {39.99, bmi_band::obese_2},
      {40.0, bmi_band::obese_3},      {80.0, bmi_band::obese_3},
  };
  for (const auto& [bmi, band] : edges) {
    EXPECT_EQ(band_of(bmi), band) << bmi;
  }
}

TEST(metrics, ideal_weight_spans_the_normal_band) {
  const weight_range range = ideal_weight(170);
  EXPECT_NEAR(range.low_kg, 53.465, 0.001);
  EXPECT_NEAR(range.high_kg, 71.961, 0.001);
}

TEST(metrics, basal_rate_follows_mifflin_st_jeor) {
  // 10·80 + 6.25·170 − 5·30 = 1712.5
  EXPECT_DOUBLE_EQ(basal_metabolic_rate(80, 170, 30, gender::male), 1717.5);
  EXPECT_DOUBLE_EQ(basal_metabolic_rate(80, 170, 30, gender::female), 1551.5);
  EXPECT_DOUBLE_EQ(basal_metabolic_rate(80, 170, 30, gender::other), 1634.5);
}

TEST(metrics, daily_energy_uses_the_published_factors) {
  const std::pair<activity_level, double> factors[] = {
      {activity_level::sedentary, 1.2},          {activity_level::lightly_active, 1.375},
      {activity_level::moderately_active, 1.55}, {activity_level::very_active, 1.725},
      {activity_level::extremely_active, 1.9},
  };
  for (const auto& [level, factor] : factors) {
    EXPECT_DOUBLE_EQ(daily_energy(1000, level), 1000 * factor);
  }
}

TEST(metrics, weight_goals_change_the_day_by_550_kcal) {
  EXPECT_DOUBLE_EQ(energy_for(weight_direction::lose, 2500, gender::male).kcal, 1950);
  EXPECT_DOUBLE_EQ(energy_for(weight_direction::gain, 2500, gender::male).kcal, 3050);
  EXPECT_DOUBLE_EQ(energy_for(weight_direction::keep, 2500, gender::male).kcal, 2500);
  EXPECT_DOUBLE_EQ(energy_for(weight_direction::lose, 2500, gender::male).kg_per_week, 0.5);
}

TEST(metrics, no_target_lies_below_the_floor) {
  EXPECT_DOUBLE_EQ(energy_for(weight_direction::lose, 1600, gender::female).kcal, 1200);
  EXPECT_DOUBLE_EQ(energy_for(weight_direction::lose, 1800, gender::male).kcal, 1500);
  EXPECT_DOUBLE_EQ(energy_for(weight_direction::lose, 1800, gender::other).kcal, 1500);
  EXPECT_DOUBLE_EQ(energy_for(weight_direction::keep, 1100, gender::female).kcal, 1200);
}

TEST(metrics, the_floor_slows_the_promised_pace) {
  const energy_target slowed = energy_for(weight_direction::lose, 1750, gender::male);
  EXPECT_TRUE(slowed.at_floor);
  EXPECT_NEAR(slowed.kg_per_week, 250.0 * 7 / 7700, 1e-9);
  EXPECT_DOUBLE_EQ(energy_for(weight_direction::lose, 1400, gender::male).kg_per_week, 0);
  EXPECT_FALSE(energy_for(weight_direction::lose, 2050, gender::male).at_floor);
}

TEST(metrics, heart_rate_zones_start_at_half_of_220_minus_age) {
  const heart_rate_zones zones = heart_rate_zones_at(30);
  EXPECT_EQ(zones.maximum, 190);
  EXPECT_THAT(zones.bounds, ::testing::ElementsAre(95, 114, 133, 152, 171));
}

TEST(metrics, sleep_need_follows_age) {
  EXPECT_FALSE(sleep_needed(0));
  EXPECT_EQ(sleep_needed(2)->high_hours, 14);
  EXPECT_EQ(sleep_needed(12)->low_hours, 9);
  EXPECT_EQ(sleep_needed(17)->low_hours, 8);
  EXPECT_EQ(sleep_needed(18)->high_hours, 9);
  EXPECT_EQ(sleep_needed(65)->high_hours, 8);
}

TEST(metrics, protein_follows_the_goal) {
  EXPECT_EQ(protein_per_kg(health_goal::muscle_gain).high, 2.0);
  EXPECT_EQ(protein_per_kg(health_goal::weight_loss).low, 1.2);
  EXPECT_EQ(protein_per_kg(std::nullopt).low, 1.0);
}

}  // namespace
}  // namespace aurawell::health
