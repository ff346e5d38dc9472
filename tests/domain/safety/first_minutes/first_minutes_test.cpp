#include "domain/safety/first_minutes/first_minutes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "domain/safety/first_minutes/groups.hpp"
#include "tests/domain/safety/sets.hpp"
#include "tests/domain/safety/spoken_text.hpp"

namespace aurawell::safety {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(first_minutes, have_one_row_for_every_emergency) {
  std::vector<finding> rows;
  for (const auto group :
       {airway_minutes(), heart_and_brain_minutes(), injury_minutes(), poison_minutes(),
        infection_minutes(), whole_body_minutes(), belly_minutes(), mind_minutes()}) {
    for (const first_minutes& row : group) {
      rows.push_back(row.which);
    }
  }
  EXPECT_THAT(rows, ::testing::UnorderedElementsAreArray(findings_at(true)));
  for (const finding each : rows) {
    EXPECT_EQ(first_minutes_for(each).which, each);
  }
}

TEST(first_minutes, are_short_in_both_languages_and_name_no_dose) {
  for (const finding each : findings_at(true)) {
    const first_minutes& row = first_minutes_for(each);
    expect_speaks(row.sign, 20, 50, name_of(each));
    expect_speaks(row.now, 95, 250, name_of(each));
    expect_speaks(row.then, 85, 220, name_of(each));
    expect_speaks(row.avoid, 65, 160, name_of(each));
    expect_speaks(row.ask, 32, 100, name_of(each));
  }
}

// The lines of `call_line` have the numbers.
TEST(first_minutes, name_no_telephone_number) {
  for (const finding each : findings_at(true)) {
    const first_minutes& row = first_minutes_for(each);
    for (const auto& text : {row.sign, row.now, row.then, row.avoid}) {
      for (const auto lang : {language::zh, language::en}) {
        for (const char* number : {"911", "112", "988", "12356", "110", "**"}) {
          EXPECT_THAT(std::string{text.in(lang)}, Not(HasSubstr(number))) << name_of(each);
        }
      }
    }
  }
}

TEST(first_minutes, name_their_source) {
  for (const finding each : findings_at(true)) {
    EXPECT_FALSE(first_minutes_for(each).sources.front().title.empty()) << name_of(each);
  }
}

TEST(first_minutes, send_each_to_who_can_help) {
  EXPECT_EQ(first_minutes_for(finding::self_harm).service, call_for::crisis);
  EXPECT_EQ(first_minutes_for(finding::violence_now).service, call_for::police);
  EXPECT_EQ(first_minutes_for(finding::poisoning).service, call_for::poison);
  EXPECT_EQ(first_minutes_for(finding::psychosis).service, call_for::confusion);
  EXPECT_EQ(first_minutes_for(finding::stroke).service, call_for::ambulance);
  EXPECT_EQ(first_minutes_for(finding::infant_fever).service, call_for::hospital);
}

TEST(first_minutes, of_thoughts_of_dying_speak_of_no_resuscitation) {
  const first_minutes& row = first_minutes_for(finding::self_harm);
  for (const auto& text : {row.now, row.then, row.avoid}) {
    EXPECT_THAT(std::string{text.zh}, Not(HasSubstr("按压")));
    EXPECT_THAT(std::string{text.en}, Not(HasSubstr("press")));
  }
}

TEST(spoken_text, tells_a_dose_from_other_numbers) {
  EXPECT_TRUE(names_dose("take 500 mg"));
  EXPECT_TRUE(names_dose("吃两片"));
  EXPECT_TRUE(names_dose("2 puffs of the inhaler"));
  EXPECT_FALSE(names_dose("100–120 times a minute, 5–6 cm deep"));
  EXPECT_FALSE(names_dose("冲 20 分钟"));
}

}  // namespace
}  // namespace aurawell::safety
