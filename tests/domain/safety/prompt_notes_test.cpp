#include "domain/safety/prompt_notes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/safety/early_care/early_care.hpp"
#include "domain/safety/first_minutes/first_minutes.hpp"
#include "tests/domain/safety/sets.hpp"
#include "tests/domain/safety/spoken_text.hpp"

namespace aurawell::safety {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(prompt_notes, are_empty_where_nothing_was_found) {
  EXPECT_EQ(prompt_notes({}, safety_level::routine, language::zh), "");
  EXPECT_EQ(prompt_notes({}, safety_level::routine, language::en), "");
}

TEST(prompt_notes, name_level_finding_and_question) {
  for (const bool emergency : {true, false}) {
    for (const finding each : findings_at(emergency)) {
      for (const auto lang : {language::zh, language::en}) {
        const std::string notes = prompt_notes(set_of({each}), level_of(each), lang);
        EXPECT_THAT(notes, HasSubstr(std::string{to_string(level_of(each))}));
        EXPECT_THAT(notes, HasSubstr(std::string{name_of(each)}));
        const bilingual question =
            emergency ? first_minutes_for(each).ask : early_care_for(each).ask;
        EXPECT_THAT(notes, HasSubstr(std::string{question.in(lang)}));
        EXPECT_FALSE(names_dose(notes));
      }
    }
  }
}

TEST(prompt_notes, tell_what_was_said_already) {
  EXPECT_THAT(prompt_notes(set_of({finding::stroke}), safety_level::emergency, language::en),
              HasSubstr("what to do now, what not to do, whom to call"));
  EXPECT_THAT(prompt_notes(set_of({finding::fainting}), safety_level::urgent, language::en),
              HasSubstr("to be seen today"));
  EXPECT_THAT(prompt_notes(set_of({finding::lump}), safety_level::see_doctor, language::zh),
              HasSubstr("多久内看医生"));
}

TEST(prompt_notes, keep_plans_out_of_an_emergency_only) {
  EXPECT_THAT(prompt_notes(set_of({finding::stroke}), safety_level::emergency, language::en),
              HasSubstr("no plan for diet"));
  EXPECT_THAT(prompt_notes(set_of({finding::lump}), safety_level::see_doctor, language::en),
              HasSubstr("Lifestyle advice is welcome"));
  EXPECT_THAT(prompt_notes(set_of({finding::lump}), safety_level::see_doctor, language::en),
              HasSubstr("no dose of any drug"));
}

TEST(prompt_notes, keep_what_an_earlier_message_reached) {
  const std::string none = prompt_notes({}, safety_level::emergency, language::en);
  EXPECT_THAT(none, HasSubstr("emergency"));
  EXPECT_THAT(none, HasSubstr("An earlier message reached this level"));
  EXPECT_THAT(none, Not(HasSubstr("no plan for diet")));
  const std::string lump =
      prompt_notes(set_of({finding::lump}), safety_level::emergency, language::en);
  EXPECT_THAT(lump, HasSubstr("Level: emergency"));
  EXPECT_THAT(lump, HasSubstr("lump"));
  EXPECT_THAT(lump, HasSubstr("how soon to see a doctor"));
  // The finding counts, even if the caller's level is lower.
  EXPECT_THAT(prompt_notes(set_of({finding::stroke}), safety_level::routine, language::en),
              HasSubstr("Level: emergency"));
}

TEST(prompt_notes, go_gently_about_dying_and_violence) {
  EXPECT_THAT(prompt_notes(set_of({finding::suicidal_hint}), safety_level::urgent, language::en),
              HasSubstr("never describe or compare methods"));
  EXPECT_THAT(prompt_notes(set_of({finding::violence_now}), safety_level::emergency, language::zh),
              HasSubstr("不劝和"));
  EXPECT_THAT(prompt_notes(set_of({finding::low_mood}), safety_level::see_doctor, language::en),
              Not(HasSubstr("methods")));
}

TEST(prompt_notes, begin_with_the_most_pressing_and_stay_short) {
  finding_set all;
  all.set();
  for (const auto lang : {language::zh, language::en}) {
    const std::string notes = prompt_notes(all, safety_level::emergency, lang);
    EXPECT_LT(notes.find("unconscious"), notes.find("self_harm"));
    EXPECT_LT(notes.find("self_harm"), notes.find("choking"));
    EXPECT_THAT(notes, Not(HasSubstr("lump")));
    EXPECT_LE(characters_of(notes), lang == language::zh ? 600U : 1'400U);
  }
  const std::string two = prompt_notes(set_of({finding::chest_discomfort, finding::sepsis}),
                                       safety_level::emergency, language::en);
  EXPECT_THAT(two, HasSubstr("sepsis, chest_discomfort."));
}

}  // namespace
}  // namespace aurawell::safety
