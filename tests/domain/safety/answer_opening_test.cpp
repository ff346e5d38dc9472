#include "domain/safety/answer_opening.hpp"

#include <gmock/gmock.h>

namespace aurawell::safety {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string opening(const screening& found) {
  return answer_opening(found, language::en, region::united_states);
}

TEST(answer_opening, is_empty_where_nothing_was_found) {
  EXPECT_EQ(opening(screen("what is a good breakfast?")), "");
}

TEST(answer_opening, is_nothing_but_the_first_minutes_in_an_emergency) {
  const auto found = screen("he is having a seizure", {}, screen("I want to kill myself"));
  EXPECT_THAT(opening(found), HasSubstr("### Someone is having a seizure"));
  EXPECT_THAT(opening(found), Not(HasSubstr("I have not forgotten")));
}

TEST(answer_opening, says_of_what_is_urgent_when_to_be_seen_and_when_to_call) {
  const auto found = screen("blood in my urine since this morning");
  ASSERT_EQ(found.level, safety_level::urgent);
  EXPECT_THAT(opening(found), HasSubstr("today"));
  EXPECT_THAT(opening(found), HasSubstr("**Call at once**"));
}

TEST(answer_opening, says_again_what_is_urgent) {
  const auto first = screen("blood in my urine since this morning");
  const auto again = screen("still blood in my urine", {}, first);
  EXPECT_THAT(opening(again), HasSubstr("**Call at once**"));
}

TEST(answer_opening, says_once_what_a_doctor_should_see_some_day) {
  const auto first = screen("a mole on my back has changed its colour over the months");
  ASSERT_EQ(first.level, safety_level::see_doctor);
  EXPECT_THAT(opening(first), HasSubstr("doctor"));
  const auto again = screen("a mole on my back has changed its colour over the months", {}, first);
  EXPECT_EQ(opening(again), "");
}

TEST(answer_opening, reminds_of_an_emergency_before_what_is_found_now) {
  const auto found = screen("blood in my urine since this morning", {},
                            screen("crushing chest pain spreading to my arm, sweating"));
  EXPECT_THAT(opening(found), HasSubstr("**First, a reminder**"));
  EXPECT_THAT(opening(found), HasSubstr("\n\n### "));
}

}  // namespace
}  // namespace aurawell::safety
