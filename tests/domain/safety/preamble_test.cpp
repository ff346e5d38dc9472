#include "domain/safety/preamble.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/safety/screen.hpp"

namespace aurawell::safety {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

finding_set only(finding which) {
  return finding_set{}.set(static_cast<std::size_t>(which));
}

std::vector<finding> emergencies() {
  std::vector<finding> all;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(finding::infant_fever); ++i) {
    all.push_back(static_cast<finding>(i));
  }
  return all;
}

TEST(emergency_preamble, says_whom_to_call_in_each_region) {
  for (const finding which : emergencies()) {
    for (const language lang : {language::zh, language::en}) {
      EXPECT_THAT(emergency_preamble(only(which), lang, region::china), HasSubstr("120"));
      EXPECT_THAT(emergency_preamble(only(which), lang, region::united_states), HasSubstr("911"));
      EXPECT_THAT(emergency_preamble(only(which), lang, region::european_union), HasSubstr("112"));
      const std::string anywhere = emergency_preamble(only(which), lang, region::unknown);
      EXPECT_THAT(anywhere, HasSubstr("120"));
      EXPECT_THAT(anywhere, HasSubstr("911"));
      EXPECT_THAT(anywhere, HasSubstr("112"));
    }
  }
}

TEST(emergency_preamble, adds_a_line_for_the_young_and_takes_none_away) {
  for (const auto lang : {language::zh, language::en}) {
    const auto text = [lang](finding which, std::optional<int> age) {
      return emergency_preamble(only(which), lang, region::china, age);
    };
    const std::string adult = text(finding::unconscious, 40);
    EXPECT_EQ(text(finding::unconscious, std::nullopt), adult);
    EXPECT_TRUE(text(finding::unconscious, 3).starts_with(adult));
    EXPECT_GT(text(finding::unconscious, 3), adult);
    EXPECT_GT(text(finding::self_harm, 17), text(finding::self_harm, 18));
    EXPECT_EQ(text(finding::stroke, 3), text(finding::stroke, 40));
  }
}

TEST(region, of_the_context_wins_over_the_setting_and_that_over_the_language) {
  const auto code = [](std::string text) {
    return std::vector<context_fact>{{"region", std::move(text)}};
  };
  EXPECT_EQ(region_for(code("US"), region::china, language::zh), region::united_states);
  EXPECT_EQ(region_for(code("Mars"), region::china, language::en), region::china);
  EXPECT_EQ(region_for({{"region", 1.0}}, region::european_union, language::zh),
            region::european_union);
  EXPECT_EQ(region_for({}, region::unknown, language::zh), region::china);
  EXPECT_EQ(region_for({}, region::unknown, language::en), region::unknown);
}

TEST(emergency_preamble, names_no_number_of_another_region) {
  for (const finding which : emergencies()) {
    for (const language lang : {language::zh, language::en}) {
      EXPECT_THAT(emergency_preamble(only(which), lang, region::china), Not(HasSubstr("911")));
      EXPECT_THAT(emergency_preamble(only(which), lang, region::united_states),
                  Not(HasSubstr("12356")));
      EXPECT_THAT(emergency_preamble(only(which), lang, region::european_union),
                  Not(HasSubstr("988")));
    }
  }
}

TEST(emergency_preamble, names_the_crisis_line) {
  const finding_set found = only(finding::self_harm);
  EXPECT_THAT(emergency_preamble(found, language::zh, region::china), HasSubstr("12356"));
  EXPECT_THAT(emergency_preamble(found, language::en, region::united_states), HasSubstr("988"));
  EXPECT_THAT(emergency_preamble(found, language::en, region::european_union), HasSubstr("112"));
}

TEST(emergency_preamble, names_the_crisis_line_beside_an_overdose) {
  const finding_set found = screen("我吞了一瓶安眠药，不想活了").now;
  const std::string text = emergency_preamble(found, language::zh, region::china);
  EXPECT_THAT(text, HasSubstr("12356"));
  EXPECT_THAT(text, HasSubstr("**120**"));
}

TEST(emergency_preamble, takes_up_the_two_most_pressing_and_the_crisis_line) {
  finding_set all;
  all.set();
  const std::string text = emergency_preamble(all, language::en, region::united_states);
  std::size_t headings = 0;
  for (auto at = text.find("### "); at != std::string::npos; at = text.find("### ", at + 1)) {
    ++headings;
  }
  EXPECT_EQ(headings, 2U);
  EXPECT_THAT(text, StartsWith("### Someone is unconscious"));
  EXPECT_THAT(text, HasSubstr("988"));
}

TEST(emergency_preamble, is_empty_without_an_emergency) {
  finding_set found = only(finding::lump);
  found.set(static_cast<std::size_t>(finding::high_fever));
  EXPECT_EQ(emergency_preamble(found, language::zh, region::china), "");
  EXPECT_EQ(emergency_preamble({}, language::en, region::unknown), "");
  EXPECT_EQ(emergency_reminder(found, language::en, region::unknown), "");
}

TEST(emergency_reminder, fits_what_was_said) {
  const finding_set both = only(finding::stroke) | only(finding::self_harm);
  EXPECT_THAT(emergency_reminder(only(finding::stroke), language::zh, region::china),
              Not(HasSubstr("12356")));
  EXPECT_THAT(emergency_reminder(only(finding::self_harm), language::zh, region::china),
              Not(HasSubstr("**120**")));
  const std::string text = emergency_reminder(both, language::en, region::united_states);
  EXPECT_THAT(text, HasSubstr("911"));
  EXPECT_THAT(text, HasSubstr("988"));
}

TEST(region, is_read_from_its_code) {
  EXPECT_EQ(region_from_string("CN"), region::china);
  EXPECT_EQ(region_from_string("us"), region::united_states);
  EXPECT_EQ(region_from_string("Eu"), region::european_union);
  EXPECT_FALSE(region_from_string("XX"));
  EXPECT_FALSE(region_from_string(""));
}

TEST(region, is_china_for_chinese_unless_told_otherwise) {
  EXPECT_EQ(default_region(language::zh), region::china);
  EXPECT_EQ(default_region(language::en), region::unknown);
}

}  // namespace
}  // namespace aurawell::safety
