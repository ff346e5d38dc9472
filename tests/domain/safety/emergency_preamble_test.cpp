#include "domain/safety/emergency_preamble.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/safety/screen.hpp"
#include "tests/domain/safety/sets.hpp"
#include "tests/domain/safety/spoken_text.hpp"

namespace aurawell::safety {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(emergency_preamble, says_whom_to_call_in_each_region) {
  for (const finding which : findings_at(true)) {
    for (const language lang : {language::zh, language::en}) {
      EXPECT_THAT(emergency_preamble(set_of({which}), lang, region::china), HasSubstr("120"));
      EXPECT_THAT(emergency_preamble(set_of({which}), lang, region::united_states),
                  HasSubstr("911"));
      EXPECT_THAT(emergency_preamble(set_of({which}), lang, region::european_union),
                  HasSubstr("112"));
      const std::string anywhere = emergency_preamble(set_of({which}), lang, region::unknown);
      EXPECT_THAT(anywhere, HasSubstr("120"));
      EXPECT_THAT(anywhere, HasSubstr("911"));
      EXPECT_THAT(anywhere, HasSubstr("112"));
    }
  }
}

TEST(emergency_preamble, adds_a_line_for_the_young_and_takes_none_away) {
  for (const auto lang : {language::zh, language::en}) {
    const auto text = [lang](finding which, std::optional<int> age) {
      return emergency_preamble(set_of({which}), lang, region::china, age);
    };
    const std::string adult = text(finding::unconscious, 40);
    EXPECT_EQ(text(finding::unconscious, std::nullopt), adult);
    EXPECT_TRUE(text(finding::unconscious, 3).starts_with(adult));
    EXPECT_GT(text(finding::unconscious, 3), adult);
    EXPECT_GT(text(finding::self_harm, 17), text(finding::self_harm, 18));
    EXPECT_EQ(text(finding::stroke, 3), text(finding::stroke, 40));
  }
}

TEST(emergency_preamble, names_no_number_of_another_region) {
  for (const finding which : findings_at(true)) {
    for (const language lang : {language::zh, language::en}) {
      EXPECT_THAT(emergency_preamble(set_of({which}), lang, region::china), Not(HasSubstr("911")));
      EXPECT_THAT(emergency_preamble(set_of({which}), lang, region::united_states),
                  Not(HasSubstr("12356")));
      EXPECT_THAT(emergency_preamble(set_of({which}), lang, region::european_union),
                  Not(HasSubstr("988")));
    }
  }
}

TEST(emergency_preamble, names_the_crisis_line) {
  const finding_set found = set_of({finding::self_harm});
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

TEST(emergency_preamble, stays_short) {
  for (const finding a : findings_at(true)) {
    for (const finding b : findings_at(true)) {
      const std::string zh = emergency_preamble(set_of({a, b}), language::zh, region::unknown, 5);
      const std::string en = emergency_preamble(set_of({a, b}), language::en, region::unknown, 5);
      EXPECT_LE(characters_of(zh), 850U) << name_of(a) << ' ' << name_of(b);
      EXPECT_LE(characters_of(en), 2'200U) << name_of(a) << ' ' << name_of(b);
    }
  }
}

TEST(emergency_preamble, gives_a_suicidal_person_the_crisis_line_and_no_ambulance_first) {
  for (const auto lang : {language::zh, language::en}) {
    const std::string text =
        emergency_preamble(set_of({finding::self_harm}), lang, region::united_states);
    EXPECT_LT(text.find("988"), text.find("911"));
    EXPECT_THAT(text, Not(HasSubstr("AED")));
    const std::string neck = emergency_preamble(
        set_of({finding::strangulation, finding::self_harm}), lang, region::united_states);
    EXPECT_EQ(neck.find("### "), 0U);
    EXPECT_LT(neck.find("988"), neck.find("### ", 1));
  }
}

TEST(emergency_preamble, names_the_police_where_there_is_violence) {
  const finding_set found = set_of({finding::violence_now});
  for (const auto lang : {language::zh, language::en}) {
    EXPECT_THAT(emergency_preamble(found, lang, region::china), HasSubstr("**110**"));
    EXPECT_THAT(emergency_preamble(found, lang, region::china), HasSubstr("12338"));
    EXPECT_THAT(emergency_preamble(found, lang, region::united_states),
                HasSubstr("1-800-799-7233"));
  }
  finding_set many = set_of({finding::unconscious, finding::heavy_bleeding});
  many |= found;
  EXPECT_THAT(emergency_preamble(many, language::zh, region::china), HasSubstr("**110**"));
}

TEST(emergency_preamble, names_the_poison_line) {
  const finding_set found = set_of({finding::poisoning});
  for (const auto lang : {language::zh, language::en}) {
    EXPECT_THAT(emergency_preamble(found, lang, region::united_states),
                HasSubstr("1-800-222-1222"));
    EXPECT_THAT(emergency_preamble(found, lang, region::unknown), HasSubstr("1-800-222-1222"));
  }
}

TEST(emergency_preamble, sends_nobody_to_hospital_alone_who_needs_an_ambulance) {
  const finding_set both = set_of({finding::infant_fever, finding::sepsis});
  EXPECT_THAT(emergency_preamble(set_of({finding::infant_fever}), language::en, region::china),
              HasSubstr("Go to an emergency department now"));
  EXPECT_THAT(emergency_preamble(both, language::en, region::china),
              Not(HasSubstr("Go to an emergency department now")));
}

TEST(emergency_preamble, says_each_call_once) {
  const std::string text =
      emergency_preamble(set_of({finding::stroke, finding::burn}), language::en, region::china);
  EXPECT_EQ(text.find("**120**"), text.rfind("**120**"));
}

TEST(emergency_preamble, is_empty_without_an_emergency) {
  const finding_set found = set_of({finding::lump, finding::high_fever});
  EXPECT_EQ(emergency_preamble(found, language::zh, region::china), "");
  EXPECT_EQ(emergency_preamble({}, language::en, region::unknown), "");
}

}  // namespace
}  // namespace aurawell::safety
