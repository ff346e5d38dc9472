#include "domain/safety/early_care/early_care.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/safety/early_care/groups.hpp"
#include "tests/domain/safety/sets.hpp"
#include "tests/domain/safety/spoken_text.hpp"

namespace aurawell::safety {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(early_care, has_one_row_for_every_finding_that_is_no_emergency) {
  std::vector<finding> rows;
  for (const auto group : {urgent_inner_care(), urgent_outer_care(), urgent_mind_care(),
                           doctor_body_care(), doctor_other_care()}) {
    for (const early_care& row : group) {
      rows.push_back(row.which);
    }
  }
  EXPECT_THAT(rows, ::testing::UnorderedElementsAreArray(findings_at(false)));
  for (const finding each : rows) {
    EXPECT_EQ(early_care_for(each).which, each);
  }
}

TEST(early_care, is_short_in_both_languages_and_names_no_dose) {
  for (const finding each : findings_at(false)) {
    const early_care& row = early_care_for(each);
    expect_speaks(row.may_be, 50, 130, name_of(each));
    expect_speaks(row.soon, 50, 150, name_of(each));
    expect_speaks(row.at_once, 50, 180, name_of(each));
    expect_speaks(row.ask, 32, 100, name_of(each));
  }
}

TEST(early_care, says_today_where_it_is_urgent) {
  for (const finding each : findings_at(false)) {
    if (level_of(each) == safety_level::urgent) {
      const early_care& row = early_care_for(each);
      EXPECT_THAT(std::string{row.soon.zh}, ::testing::AnyOf(HasSubstr("今天"), HasSubstr("现在")))
          << name_of(each);
      EXPECT_THAT(std::string{row.soon.en}, ::testing::AnyOf(HasSubstr("today"), HasSubstr("now")))
          << name_of(each);
    }
  }
}

TEST(early_care, sends_the_mind_to_those_who_listen) {
  for (const auto lang : {language::zh, language::en}) {
    const auto text = [lang](finding which, region user_region) {
      return early_care_preamble(set_of({which}), lang, user_region);
    };
    EXPECT_THAT(text(finding::suicidal_hint, region::china), HasSubstr("12356"));
    EXPECT_THAT(text(finding::suicidal_hint, region::united_states), HasSubstr("988"));
    EXPECT_THAT(text(finding::low_mood, region::china), HasSubstr("12356"));
    EXPECT_THAT(text(finding::violence, region::china), HasSubstr("110"));
    EXPECT_THAT(text(finding::violence, region::china), HasSubstr("12338"));
    EXPECT_THAT(text(finding::harm_to_others, region::china), HasSubstr("110"));
    EXPECT_THAT(text(finding::medicine_mistake, region::united_states),
                HasSubstr("1-800-222-1222"));
  }
}

TEST(early_care_preamble, has_the_numbers_of_the_region) {
  for (const finding each : findings_at(false)) {
    for (const auto lang : {language::zh, language::en}) {
      const auto text = [&](region user_region) {
        return early_care_preamble(set_of({each}), lang, user_region);
      };
      EXPECT_THAT(text(region::china), ::testing::AnyOf(HasSubstr("120"), HasSubstr("110")));
      EXPECT_THAT(text(region::united_states), HasSubstr("911"));
      EXPECT_THAT(text(region::european_union), HasSubstr("112"));
      EXPECT_THAT(text(region::china), Not(HasSubstr("911")));
      for (const char* number : {"120", "911", "112"}) {
        EXPECT_THAT(early_care_preamble(set_of({each}), lang), HasSubstr(number));
      }
    }
  }
}

TEST(early_care_preamble, says_how_soon_by_the_most_pressing) {
  EXPECT_THAT(early_care_preamble(set_of({finding::lump, finding::fainting}), language::en),
              StartsWith("### A doctor should see this today\n\n- "));
  EXPECT_THAT(early_care_preamble(set_of({finding::lump}), language::zh),
              StartsWith("### 这几天找医生看看\n\n- "));
  EXPECT_THAT(early_care_preamble(set_of({finding::suicidal_hint}), language::en),
              StartsWith("### Thank you for telling me\n\n- "));
}

TEST(early_care_preamble, takes_up_two_and_stays_short) {
  finding_set all;
  all.set();
  for (const auto lang : {language::zh, language::en}) {
    const std::string text = early_care_preamble(all, lang, region::unknown);
    std::size_t points = 0;
    for (auto at = text.find("\n- "); at != std::string::npos; at = text.find("\n- ", at + 1)) {
      ++points;
    }
    EXPECT_EQ(points, 2U);
    EXPECT_LE(characters_of(text), lang == language::zh ? 420U : 1'100U);
  }
}

TEST(early_care_preamble, names_a_shared_number_once) {
  const std::string text = early_care_preamble(set_of({finding::fainting, finding::lump}),
                                               language::en, region::united_states);
  EXPECT_EQ(text.find("911"), text.rfind("911"));
}

TEST(early_care_preamble, is_empty_without_such_a_finding) {
  EXPECT_EQ(early_care_preamble({}, language::zh), "");
  EXPECT_EQ(early_care_preamble(set_of({finding::stroke}), language::zh), "");
}

}  // namespace
}  // namespace aurawell::safety
