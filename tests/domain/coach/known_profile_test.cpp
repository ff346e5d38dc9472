#include "domain/coach/known_profile.hpp"

#include <gtest/gtest.h>

namespace aurawell::health {
namespace {

using namespace std::chrono_literals;

const wall_time today = wall_time{} + 24h * 20'000;
constexpr auto day = 24h;

health_sample sample(sample_kind kind, double value, std::chrono::hours ago) {
  return {kind, value, today - ago, "watch"};
}

profile known(const std::vector<health_sample>& samples, const stored_profile& stored = {}) {
  return known_profile(stored, samples, today, false);
}

TEST(known_profile, is_the_stored_one_with_what_was_measured_lately) {
  const stored_profile stored{{.age_years = 40, .medical_conditions = {"asthma"}}, today};
  const auto user = known(
      {sample(sample_kind::steps, 6'000, 3h), sample(sample_kind::sleep_minutes, 390, 3h),
       sample(sample_kind::weight_kg, 70, 3h), sample(sample_kind::mood, 1, 3h),
       sample(sample_kind::systolic_mmhg, 130, 3h), sample(sample_kind::diastolic_mmhg, 85, 3h)},
      stored);
  EXPECT_EQ(user, (profile{.age_years = 40,
                           .weight_kg = 70,
                           .medical_conditions = {"asthma"},
                           .sleep_hours = 6.5,
                           .steps = 6'000,
                           .mood = mood_state::low,
                           .pressure = blood_pressure{130, 85}}));
}

TEST(known_profile, leaves_out_what_is_too_old) {
  EXPECT_EQ(known({sample(sample_kind::steps, 6'000, 49h)}), profile{});
  EXPECT_EQ(known({sample(sample_kind::sleep_minutes, 390, 49h)}), profile{});
  EXPECT_EQ(known({sample(sample_kind::mood, 1, 49h)}), profile{});
  EXPECT_EQ(known({sample(sample_kind::weight_kg, 70, 91 * day)}), profile{});
  EXPECT_EQ(known({sample(sample_kind::systolic_mmhg, 130, 31 * day),
                   sample(sample_kind::diastolic_mmhg, 85, 31 * day)}),
            profile{});
  EXPECT_EQ(known({sample(sample_kind::weight_kg, 70, 89 * day)}).weight_kg, 70);
}

TEST(known_profile, leaves_out_what_lies_in_the_future) {
  EXPECT_EQ(known({sample(sample_kind::steps, 6'000, -2h)}), profile{});
}

TEST(known_profile, takes_the_newest_of_each_kind) {
  EXPECT_EQ(known({sample(sample_kind::steps, 1, 5h), sample(sample_kind::steps, 2, 3h)}).steps, 2);
}

TEST(known_profile, believes_the_newer_of_scale_and_profile) {
  const auto scale = sample(sample_kind::weight_kg, 70, 48h);
  EXPECT_EQ(known({scale}, {{.weight_kg = 80}, today - 72h}).weight_kg, 70);
  EXPECT_EQ(known({scale}, {{.weight_kg = 80}, today - 24h}).weight_kg, 80);
  EXPECT_EQ(known({scale}, {{.age_years = 40}, today - 24h}).weight_kg, 70);
}

TEST(known_profile, makes_no_blood_pressure_of_two_measurements) {
  EXPECT_EQ(known({sample(sample_kind::systolic_mmhg, 130, 3h)}), profile{});
  EXPECT_EQ(known({sample(sample_kind::systolic_mmhg, 130, 3h),
                   sample(sample_kind::diastolic_mmhg, 85, 4h)}),
            profile{});
}

TEST(known_profile, does_not_take_any_pulse_for_one_at_rest) {
  EXPECT_EQ(known({sample(sample_kind::heart_rate, 150, 0h)}), profile{});
}

TEST(known_profile, keeps_out_what_the_person_cannot_have) {
  EXPECT_EQ(known({sample(sample_kind::weight_kg, 5, 3h)}), profile{});
  EXPECT_EQ(known_profile({}, {sample(sample_kind::weight_kg, 5, 3h)}, today, true).weight_kg, 5);
  EXPECT_EQ(known({sample(sample_kind::steps, 1e9, 3h)}), profile{});
}

TEST(known_profile, of_a_general_chat_is_the_age_of_a_minor) {
  EXPECT_EQ(known_in_general_chat({.age_years = 17, .weight_kg = 60}), (profile{.age_years = 17}));
  EXPECT_EQ(known_in_general_chat({.age_years = 18, .weight_kg = 60}), profile{});
  EXPECT_EQ(known_in_general_chat({.weight_kg = 60}), profile{});
}

}  // namespace
}  // namespace aurawell::health
