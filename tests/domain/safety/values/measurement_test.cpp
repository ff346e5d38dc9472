#include "domain/safety/values/measurement.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "domain/text/phrase_text.hpp"

namespace aurawell::safety {
namespace {

std::vector<measurement> read(const std::string& text) {
  const std::string folded = phrase_text(text);
  return measurements_of(token_view{folded});
}

struct said_value {
  const char* text;
  quantity measured;
  double value;
  circumstance context = circumstance::stated;
};

void expect_first(const said_value& each) {
  const auto found = read(each.text);
  ASSERT_FALSE(found.empty()) << each.text;
  EXPECT_EQ(found[0].measured, each.measured) << each.text;
  EXPECT_NEAR(found[0].low, each.value, 0.02) << each.text;
  EXPECT_EQ(found[0].context, each.context) << each.text;
}

TEST(measurement, knows_what_was_measured_and_in_which_unit) {
  for (const said_value& each : {said_value{"O2 at 84%", quantity::oxygen, 84},
                                 {"心跳每分钟150次", quantity::pulse, 150},
                                 {"72 bpm", quantity::pulse, 72},
                                 {"40 breaths per minute", quantity::breaths, 40},
                                 {"200 over 120", quantity::systolic, 200},
                                 {"血压27/16kPa", quantity::systolic, 202.5},
                                 {"低压120", quantity::diastolic, 120},
                                 {"fever 104F", quantity::temperature, 40},
                                 {"华氏104度，发烧", quantity::temperature, 40},
                                 {"temp 105", quantity::temperature, 40.56},
                                 {"38度5", quantity::temperature, 38.5},
                                 {"三十九度五", quantity::temperature, 39.5},
                                 {"三十八度半，发烧", quantity::temperature, 38.5},
                                 {"glucose 540", quantity::glucose, 29.97},
                                 {"sugar 2.1", quantity::glucose, 2.1},
                                 {"血糖90mg/dl", quantity::glucose, 5.0},
                                 {"ket 4.2", quantity::ketones, 4.2},
                                 {"she is 5 weeks old", quantity::age, 35},
                                 {"两个半月大的宝宝", quantity::age, 76},
                                 {"孕35周", quantity::pregnancy, 35},
                                 {"产后三周", quantity::after_birth, 21},
                                 {"seizure for half an hour", quantity::seizure, 30},
                                 {"一天没小便", quantity::no_urine, 24},
                                 {"took 15 g of paracetamol", quantity::drug_mass, 15'000},
                                 {"吃了两瓶安眠药", quantity::drug_pieces, 60},
                                 {"体重100斤", quantity::weight, 50}}) {
    expect_first(each);
  }
}

TEST(measurement, tells_what_is_not_a_value_of_now) {
  for (const said_value& each :
       {said_value{"my sats aren't 84", quantity::oxygen, 84, circumstance::denied},
        {"last week my oxygen was 84", quantity::oxygen, 84, circumstance::past},
        {"三年前血压200/120", quantity::systolic, 200, circumstance::past},
        {"what if my pulse is 40", quantity::pulse, 40, circumstance::imagined},
        {"如果血氧84", quantity::oxygen, 84, circumstance::imagined},
        {"my target blood pressure is 120/80", quantity::systolic, 120, circumstance::goal},
        {"heart rate 170 while sprinting", quantity::pulse, 170, circumstance::sport},
        {"water temperature 40", quantity::temperature, 40, circumstance::surroundings},
        {"my bp is always 90/60", quantity::systolic, 90, circumstance::habit},
        {"is 15 g of paracetamol dangerous", quantity::drug_mass, 15'000,
         circumstance::not_taken}}) {
    expect_first(each);
  }
}

TEST(measurement, bounds_what_is_vague) {
  constexpr double without_end = std::numeric_limits<double>::infinity();
  const auto below = read("sats below 85")[0];
  EXPECT_EQ(below.low, -without_end);
  EXPECT_LT(below.high, 85);
  const auto above = read("心率超过140")[0];
  EXPECT_EQ(above.high, without_end);
  EXPECT_GE(above.low, 140);
  EXPECT_EQ(read("oxygen won't go above 88")[0].high, 88);
  EXPECT_EQ(read("血氧八十几")[0].high, 89);
  EXPECT_EQ(read("meter says HI")[0].high, without_end);
}

TEST(measurement, knows_of_whom) {
  EXPECT_EQ(read("my bp is 200/120")[0].subject, person::self);
  EXPECT_EQ(read("my husband's bp is 200/120")[0].subject, person::adult);
  EXPECT_EQ(read("我女儿体温39度")[0].subject, person::child);
  EXPECT_EQ(read("my dog's temperature is 39.5")[0].subject, person::animal);
  EXPECT_EQ(read("bp 200/120")[0].subject, person::unknown);
  EXPECT_EQ(read("宝宝一直哭，我很担心，体温38.5")[0].subject, person::unknown);
}

TEST(measurement, reads_several_in_one_message) {
  const auto found = read("sats 84, HR 138, bp 85/50, temp 39.5, RR 30");
  ASSERT_EQ(found.size(), 6U);
  EXPECT_EQ(found[0].measured, quantity::oxygen);
  EXPECT_EQ(found[1].measured, quantity::pulse);
  EXPECT_EQ(found[2].measured, quantity::systolic);
  EXPECT_EQ(found[3].measured, quantity::diastolic);
  EXPECT_EQ(found[4].measured, quantity::temperature);
  EXPECT_EQ(found[5].measured, quantity::breaths);
}

TEST(measurement, reads_no_more_than_its_bound) {
  std::string text;
  for (std::size_t i = 0; i < 2 * most_measurements; ++i) {
    text += "hr 72. ";
  }
  EXPECT_EQ(read(text).size(), most_measurements);
}

TEST(measurement, reads_nothing_where_nothing_is_measured) {
  for (const char* text :
       {"5 kms a day", "105 yuan", "room 911", "38 minutes", "a 1995 song", "我今年84", "page 84",
        "84 people", "$105", "8:40", "第84页", "血氧仪85元", "I have 2 kids"}) {
    for (const measurement& each : read(text)) {
      EXPECT_TRUE(each.measured == quantity::age) << text;
    }
  }
}

}  // namespace
}  // namespace aurawell::safety
