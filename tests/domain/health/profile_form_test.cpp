#include "domain/health/profile_form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace aurawell::health {
namespace {

using ::testing::IsEmpty;
using ::testing::Optional;

std::vector<error> problems(const char* key, decltype(context_fact::value) value,
                            bool managed = false) {
  return read_profile_form({{key, std::move(value)}}, managed).problems;
}

struct range {
  const char* key;
  double low;
  double high;
  double step;
};

void expect_edges(const range& each, bool managed) {
  SCOPED_TRACE(each.key);
  EXPECT_THAT(problems(each.key, each.low, managed), IsEmpty());
  EXPECT_THAT(problems(each.key, each.high, managed), IsEmpty());
  for (const double value : {each.low - each.step, each.high + each.step, std::nan(""),
                             std::numeric_limits<double>::infinity()}) {
    const auto found = problems(each.key, value, managed);
    ASSERT_EQ(found.size(), 1U) << value;
    EXPECT_EQ(found.front().code, ec::out_of_range);
    EXPECT_EQ(to_string(found.front().code), "VALIDATION_1104");
    EXPECT_TRUE(found.front().detail.starts_with(each.key)) << found.front().detail;
  }
}

TEST(profile_form, holds_the_published_ranges_to_their_edges) {
  for (const range& each :
       {range{"age", 13, 120, 1}, range{"height_cm", 50, 300, 0.1},
        range{"weight_kg", 20, 500, 0.1}, range{"daily_steps_goal", 1'000, 50'000, 1},
        range{"sleep_hours", 0, 24, 0.1}, range{"sleep_goal_hours", 4, 12, 0.1},
        range{"weekly_exercise_goal_minutes", 0, 1'000, 1}}) {
    expect_edges(each, false);
  }
}

TEST(profile_form, lets_a_managed_member_be_younger_and_lighter) {
  expect_edges({"age", 0, 120, 1}, true);
  expect_edges({"weight_kg", 1, 500, 0.1}, true);
  expect_edges({"height_cm", 50, 300, 0.1}, true);
}

TEST(profile_form, says_what_a_field_may_be) {
  EXPECT_EQ(problems("age", 12.0).front().detail, "age must be a whole number from 13 to 120");
  EXPECT_EQ(problems("age", 12.5, true).front().detail, "age must be a whole number from 0 to 120");
  EXPECT_EQ(problems("weight_kg", 19.9).front().detail,
            "weight_kg must be a number from 20 to 500");
  EXPECT_EQ(problems("gender", std::string{"robot"}).front().detail,
            "gender must be male, female or other");
  EXPECT_EQ(problems("units", true).front().detail, "units must be metric or imperial");
  EXPECT_EQ(problems("height_cm", std::string{"tall"}).front().detail,
            "height_cm must be a number from 50 to 300");
}

TEST(profile_form, knows_every_published_word) {
  const std::pair<const char*, std::vector<const char*>> words[] = {
      {"gender", {"male", "female", "other"}},
      {"activity_level",
       {"sedentary", "lightly_active", "moderately_active", "very_active", "extremely_active"}},
      {"goal",
       {"weight_loss", "weight_gain", "muscle_gain", "improve_fitness", "improve_sleep",
        "stress_reduction", "general_wellness"}},
      {"units", {"metric", "imperial"}},
      {"communication_style", {"formal", "casual", "motivational", "supportive"}},
  };
  for (const auto& [key, values] : words) {
    for (const char* value : values) {
      EXPECT_THAT(problems(key, std::string{value}), IsEmpty()) << value;
    }
    EXPECT_EQ(problems(key, std::string{"Male "}).size(), 1U) << key;
  }
}

TEST(profile_form, takes_what_is_right_and_names_all_that_is_wrong) {
  const profile_form form = read_profile_form({{"age", 40.0},
                                               {"gender", std::string{"female"}},
                                               {"goal", std::string{"improve_sleep"}},
                                               {"activity_level", std::string{"very_active"}},
                                               {"height_cm", 3.0},
                                               {"shoe_size", 42.0},
                                               {"medical_conditions", std::string{"asthma"}},
                                               {"medical_conditions", std::string{"gout"}}},
                                              false);
  EXPECT_THAT(form.values.age_years, Optional(40));
  EXPECT_THAT(form.values.sex, Optional(gender::female));
  EXPECT_THAT(form.values.goal, Optional(health_goal::improve_sleep));
  EXPECT_THAT(form.values.activity, Optional(activity_level::very_active));
  EXPECT_FALSE(form.values.height_cm);
  EXPECT_EQ(form.values.medical_conditions, (std::vector<std::string>{"asthma", "gout"}));
  ASSERT_EQ(form.problems.size(), 2U);
  EXPECT_EQ(form.problems[0].code, ec::out_of_range);
  EXPECT_EQ(form.problems[1].code, ec::invalid_input);
}

TEST(profile_form, bounds_its_lists) {
  std::vector<context_fact> fields(33, {"dietary_restrictions", std::string{"nuts"}});
  EXPECT_EQ(read_profile_form(fields, false).problems.size(), 1U);
  EXPECT_EQ(problems("dietary_restrictions", std::string(101, 'x')).size(), 1U);
  EXPECT_EQ(problems("dietary_restrictions", std::string{}).size(), 1U);
  std::string longest;
  for (int i = 0; i < 100; ++i) {
    longest += "素";
  }
  EXPECT_THAT(problems("dietary_restrictions", longest), IsEmpty());
}

TEST(profile_form, knows_the_kind_of_each_field) {
  EXPECT_EQ(kind_of_field("age"), field_kind::one_value);
  EXPECT_EQ(kind_of_field("gender"), field_kind::one_value);
  EXPECT_EQ(kind_of_field("medical_conditions"), field_kind::list);
  EXPECT_EQ(kind_of_field("shoe_size"), field_kind::none);
  EXPECT_EQ(kind_of_field(""), field_kind::none);
}

TEST(profile_form, of_nothing_is_an_empty_profile) {
  EXPECT_EQ(read_profile_form({}, false).values, profile{});
}

}  // namespace
}  // namespace aurawell::health
