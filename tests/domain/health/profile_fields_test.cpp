#include "domain/health/profile_fields.hpp"

#include <gtest/gtest.h>

#include "domain/health/profile_form.hpp"

namespace aurawell::health {
namespace {

TEST(profile_fields, are_those_that_the_form_reads) {
  const profile user{.age_years = 40,
                     .sex = gender::other,
                     .height_cm = 170.5,
                     .weight_kg = 70,
                     .activity = activity_level::extremely_active,
                     .goal = health_goal::general_wellness,
                     .daily_steps_goal = 8'000,
                     .sleep_goal_hours = 7.5,
                     .weekly_exercise_goal_minutes = 150,
                     .units = unit_system::imperial,
                     .style = communication_style::supportive,
                     .dietary_restrictions = {"nuts", "蛋"},
                     .physical_limitations = {"knee"},
                     .medical_conditions = {"asthma"}};
  const auto form = read_profile_form(profile_fields(user), false);
  EXPECT_TRUE(form.problems.empty());
  EXPECT_EQ(form.values, user);
  EXPECT_TRUE(measured_fields(user).empty());
  EXPECT_TRUE(profile_fields({}).empty());
}

TEST(profile_fields, leave_measurements_to_others) {
  const profile user{.sleep_hours = 6.5,
                     .steps = 6'000,
                     .mood = mood_state::tense,
                     .stress_level = 3,
                     .resting_heart_rate = 60,
                     .pressure = blood_pressure{130, 85}};
  EXPECT_TRUE(profile_fields(user).empty());
  EXPECT_EQ(measured_fields(user),
            (std::vector<context_fact>{{"sleep_hours", 6.5},
                                       {"steps", 6'000.0},
                                       {"mood", std::string{"tense"}},
                                       {"stress_level", 3.0},
                                       {"resting_heart_rate", 60.0},
                                       {"blood_pressure", std::string{"130/85"}}}));
}

}  // namespace
}  // namespace aurawell::health
