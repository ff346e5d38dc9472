#include "domain/safety/reminder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/domain/safety/sets.hpp"

namespace aurawell::safety {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(emergency_reminder, fits_what_was_said) {
  const finding_set both = set_of({finding::stroke, finding::self_harm});
  EXPECT_THAT(emergency_reminder(set_of({finding::stroke}), language::zh, region::china),
              Not(HasSubstr("12356")));
  EXPECT_THAT(emergency_reminder(set_of({finding::self_harm}), language::zh, region::china),
              Not(HasSubstr("**120**")));
  const std::string text = emergency_reminder(both, language::en, region::united_states);
  EXPECT_THAT(text, HasSubstr("911"));
  EXPECT_THAT(text, HasSubstr("988"));
}

TEST(emergency_reminder, sends_to_the_police_where_there_was_violence) {
  for (const auto lang : {language::zh, language::en}) {
    const auto text = [lang](region user_region) {
      return emergency_reminder(set_of({finding::violence_now}), lang, user_region);
    };
    EXPECT_THAT(text(region::china), HasSubstr("**110**"));
    EXPECT_THAT(text(region::china), Not(HasSubstr("**120**")));
    EXPECT_THAT(text(region::united_states), HasSubstr("**911**"));
    EXPECT_THAT(text(region::european_union), HasSubstr("**112**"));
    EXPECT_THAT(text(region::unknown), HasSubstr("**110**"));
  }
}

TEST(emergency_reminder, says_each_kind_once) {
  finding_set all;
  all.set();
  const std::string text = emergency_reminder(all, language::en, region::china);
  for (const char* number : {"**120**", "**12356**", "**110**"}) {
    EXPECT_NE(text.find(number), std::string::npos);
    EXPECT_EQ(text.find(number), text.rfind(number)) << number;
  }
}

TEST(emergency_reminder, follows_every_emergency_and_nothing_else) {
  for (const finding each : findings_at(true)) {
    EXPECT_NE(emergency_reminder(set_of({each}), language::zh, region::china), "");
  }
  for (const finding each : findings_at(false)) {
    EXPECT_EQ(emergency_reminder(set_of({each}), language::zh, region::china), "");
  }
}

}  // namespace
}  // namespace aurawell::safety
