#include "net/wire/profile_json.hpp"

#include <gmock/gmock.h>

#include "net/json/json_writer.hpp"
#include "tests/support/odd_numbers.hpp"

namespace aurawell::net {
namespace {

using testing::HasSubstr;

std::string json_of(const health::profile& values) {
  std::string text;
  json_writer json{text};
  json.begin_object();
  write_profile(json, values);
  json.end_object();
  return text;
}

health::profile full_profile() {
  health::profile user;
  user.age_years = 41;
  user.sex = health::gender::other;
  user.height_cm = 171.3;
  user.weight_kg = 0.1 + 0.2;
  user.activity = health::activity_level::extremely_active;
  user.goal = health::health_goal::general_wellness;
  user.target_weight_kg = 65;
  user.daily_steps_goal = 8'000;
  user.sleep_goal_hours = 7.5;
  user.weekly_exercise_goal_minutes = 150;
  user.units = health::unit_system::imperial;
  user.style = health::communication_style::supportive;
  user.dietary_restrictions = {"vegan", "无麸质"};
  user.physical_limitations = {"left \"knee\""};
  user.medical_conditions = {"hypertension"};
  user.sleep_hours = 6.25;
  user.steps = 5'000;
  user.mood = health::mood_state::tense;
  user.stress_level = 0;
  user.resting_heart_rate = 61;
  user.pressure = health::blood_pressure{121, 79};
  user.bedtime = health::clock_time{23 * 60 + 30};
  user.wake_time = health::clock_time{0};
  return user;
}

TEST(profile_json, every_field_comes_back) {
  const auto read = read_profile(json_of(full_profile()));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, full_profile());
}

TEST(profile_json, an_empty_profile_is_an_empty_object) {
  EXPECT_EQ(json_of({}), "{}");
  const auto read = read_profile("{}");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, health::profile{});
}

TEST(profile_json, names_fields_as_the_form_does) {
  health::profile user;
  user.age_years = 30;
  user.weight_kg = 70.5;
  user.sex = health::gender::female;
  user.dietary_restrictions = {"vegan"};
  EXPECT_EQ(json_of(user),
            R"({"age":30,"weight_kg":70.5,"gender":"female","dietary_restrictions":["vegan"]})");
}

TEST(profile_json, passes_over_what_a_newer_release_wrote) {
  const auto read = read_profile(R"({"age":30,"shoe_size":42,"goal":"fly"})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->age_years, 30);
  EXPECT_FALSE(read->goal);
}

TEST(profile_json, survives_odd_numbers) {
  for (const auto& [number, fits] : test_support::odd_numbers()) {
    EXPECT_EQ(static_cast<bool>(read_profile(R"({"weight_kg":)" + number + "}")), fits) << number;
    EXPECT_FALSE(read_profile(R"({"age":)" + number + "}")) << number;
  }
}

TEST(profile_json, keeps_whole_numbers_whole) {
  health::profile user;
  user.steps = 100'000;
  EXPECT_EQ(json_of(user), R"({"steps":100000})");
  EXPECT_EQ(read_profile(json_of(user))->steps, 100'000);
}

TEST(profile_json, says_which_field_is_damaged) {
  EXPECT_THAT(read_profile(R"({"age":"thirty"})").failure().detail, HasSubstr("age"));
  EXPECT_THAT(read_profile(R"({"medical_conditions":[1]})").failure().detail,
              HasSubstr("medical_conditions"));
  for (const char* text : {"", "[]", "{", "null", "{}x"}) {
    EXPECT_EQ(read_profile(text).failure().code, ec::bad_format) << text;
  }
}

}  // namespace
}  // namespace aurawell::net
