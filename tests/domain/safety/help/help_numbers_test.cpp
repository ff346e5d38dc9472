#include "domain/safety/help/help_numbers.hpp"

#include <gtest/gtest.h>

#include <string>

#include "domain/safety/help/call_line.hpp"
#include "domain/safety/reminder.hpp"
#include "tests/domain/safety/sets.hpp"

namespace aurawell::safety {
namespace {

std::string told(region user_region) {
  std::string all;
  for (const auto& one : help_numbers(user_region)) {
    all.append(to_string(one.kind)).append(" ").append(to_string(one.used_in)).append(" ");
    all.append(one.number).append("; ");
  }
  return all;
}

TEST(help_numbers, are_ambulance_crisis_line_and_police_of_the_region) {
  EXPECT_EQ(told(region::china), "ambulance CN 120; crisis CN 12356; police CN 110; ");
  EXPECT_EQ(told(region::united_states), "ambulance US 911; crisis US 988; ");
  EXPECT_EQ(told(region::european_union), "ambulance EU 112; crisis EU 112; ");
}

TEST(help_numbers, are_those_of_all_regions_where_it_is_unknown) {
  EXPECT_EQ(told(region::unknown),
            told(region::china) + told(region::united_states) + told(region::european_union));
}

TEST(help_numbers, take_the_place_of_their_names) {
  EXPECT_EQ(with_numbers("{US_poison} or {CN_ambulance}."), "1-800-222-1222 or 120.");
  EXPECT_EQ(with_numbers("{EU_crisis}"), "112");
  EXPECT_EQ(with_numbers("none"), "none");
  EXPECT_EQ(with_numbers(""), "");
}

TEST(help_numbers, leave_no_name_in_a_sentence) {
  finding_set all;
  all.set();
  for (const auto user_region :
       {region::unknown, region::china, region::united_states, region::european_union}) {
    for (const auto lang : {language::zh, language::en}) {
      auto text = emergency_reminder(all, lang, user_region);
      for (int i = 0; i < static_cast<int>(call_for::count); ++i) {
        text += call_line(static_cast<call_for>(i), lang, user_region);
        text += number_line(static_cast<call_for>(i), lang, user_region);
      }
      EXPECT_EQ(text.find_first_of("{}_"), std::string::npos) << text;
    }
  }
}

}  // namespace
}  // namespace aurawell::safety
