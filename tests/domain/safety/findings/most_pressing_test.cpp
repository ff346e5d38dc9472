#include "domain/safety/findings/most_pressing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/domain/safety/sets.hpp"

namespace aurawell::safety {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(most_pressing, are_the_first_two_in_order) {
  EXPECT_THAT(most_pressing_emergencies(
                  set_of({finding::sepsis, finding::stroke, finding::burn, finding::lump})),
              ElementsAre(finding::stroke, finding::sepsis));
  EXPECT_THAT(most_pressing_early(
                  set_of({finding::stroke, finding::lump, finding::confusion, finding::thirst})),
              ElementsAre(finding::confusion));
  EXPECT_THAT(most_pressing_emergencies(set_of({finding::lump})), IsEmpty());
  EXPECT_THAT(most_pressing_early(set_of({finding::stroke})), IsEmpty());
}

TEST(most_pressing, have_somebody_who_thinks_of_dying_among_them) {
  EXPECT_THAT(most_pressing_emergencies(set_of({finding::unconscious, finding::breathing,
                                                finding::poisoning, finding::self_harm})),
              ElementsAre(finding::unconscious, finding::self_harm));
  EXPECT_THAT(most_pressing_emergencies(set_of({finding::poisoning, finding::self_harm})),
              ElementsAre(finding::poisoning, finding::self_harm));
  EXPECT_THAT(most_pressing_early(set_of(
                  {finding::chest_discomfort, finding::breathlessness, finding::suicidal_hint})),
              ElementsAre(finding::chest_discomfort, finding::suicidal_hint));
}

TEST(most_pressing, put_thoughts_of_dying_before_the_neck) {
  EXPECT_THAT(most_pressing_emergencies(set_of({finding::strangulation, finding::self_harm})),
              ElementsAre(finding::self_harm, finding::strangulation));
  EXPECT_THAT(most_pressing_emergencies(
                  set_of({finding::unconscious, finding::strangulation, finding::self_harm})),
              ElementsAre(finding::unconscious, finding::self_harm));
}

TEST(most_pressing, speak_of_every_finding_alone) {
  for (const bool emergency : {true, false}) {
    for (const finding each : findings_at(emergency)) {
      const auto found = set_of({each});
      EXPECT_THAT(emergency ? most_pressing_emergencies(found) : most_pressing_early(found),
                  ElementsAre(each));
    }
  }
}

}  // namespace
}  // namespace aurawell::safety
