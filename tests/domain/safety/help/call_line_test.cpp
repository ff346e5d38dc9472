#include "domain/safety/help/call_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace aurawell::safety {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr region everywhere[]{region::unknown, region::china, region::united_states,
                              region::european_union};

std::vector<call_for> everybody() {
  std::vector<call_for> all;
  for (int i = 0; i < static_cast<int>(call_for::count); ++i) {
    all.push_back(static_cast<call_for>(i));
  }
  return all;
}

struct due {
  call_for service;
  std::vector<const char*> china;
  std::vector<const char*> united_states;
  std::vector<const char*> european_union;
};

TEST(call_line, has_the_numbers_that_are_due) {
  const due all[]{
      {call_for::ambulance, {"120"}, {"911"}, {"112"}},
      {call_for::hospital, {"120"}, {"911"}, {"112"}},
      {call_for::poison, {"120"}, {"911", "1-800-222-1222"}, {"112"}},
      {call_for::crisis, {"12356", "120"}, {"988", "911"}, {"112"}},
      {call_for::police, {"110", "120", "12338"}, {"911", "1-800-799-7233"}, {"112"}},
      {call_for::confusion, {"120", "110"}, {"911", "988"}, {"112"}},
  };
  ASSERT_EQ(std::size(all), everybody().size());
  for (const due& each : all) {
    for (const auto lang : {language::zh, language::en}) {
      const auto expect_all = [&](const std::vector<const char*>& numbers, region user_region) {
        for (const char* number : numbers) {
          EXPECT_THAT(std::string{call_line(each.service, lang, user_region)}, HasSubstr(number));
        }
      };
      expect_all(each.china, region::china);
      expect_all(each.united_states, region::united_states);
      expect_all(each.european_union, region::european_union);
    }
  }
}

TEST(call_line, has_the_numbers_of_all_where_nobody_knows_the_region) {
  for (const auto service : everybody()) {
    for (const auto lang : {language::zh, language::en}) {
      const std::string line{call_line(service, lang, region::unknown)};
      for (const char* number : {"120", "911", "112"}) {
        EXPECT_THAT(line, HasSubstr(number));
      }
    }
  }
  const std::string crisis{call_line(call_for::crisis, language::en, region::unknown)};
  EXPECT_THAT(crisis, HasSubstr("988"));
  EXPECT_THAT(crisis, HasSubstr("12356"));
  const std::string police{call_line(call_for::police, language::zh, region::unknown)};
  for (const char* number : {"110", "12338", "1-800-799-7233"}) {
    EXPECT_THAT(police, HasSubstr(number));
  }
  EXPECT_THAT(std::string{call_line(call_for::poison, language::zh, region::unknown)},
              HasSubstr("1-800-222-1222"));
}

TEST(call_line, has_no_number_of_another_region) {
  for (const auto service : everybody()) {
    for (const auto lang : {language::zh, language::en}) {
      for (const auto line : {&call_line, &number_line}) {
        const auto text = [&](region user_region) {
          return std::string{line(service, lang, user_region)};
        };
        for (const char* number : {"911", "988", "**112**", "1-800", "116 016"}) {
          EXPECT_THAT(text(region::china), Not(HasSubstr(number)));
        }
        for (const char* number : {"120", "110", "12356", "12338", "112", "116 016"}) {
          EXPECT_THAT(text(region::united_states), Not(HasSubstr(number)));
        }
        for (const char* number : {"911", "120", "110", "12356", "12338", "988", "1-800"}) {
          EXPECT_THAT(text(region::european_union), Not(HasSubstr(number)));
        }
      }
    }
  }
}

TEST(number_line, is_written_for_everybody_everywhere) {
  for (const auto service : everybody()) {
    for (const auto lang : {language::zh, language::en}) {
      for (const auto user_region : everywhere) {
        EXPECT_THAT(std::string{number_line(service, lang, user_region)}, HasSubstr("**"));
      }
    }
  }
}

}  // namespace
}  // namespace aurawell::safety
