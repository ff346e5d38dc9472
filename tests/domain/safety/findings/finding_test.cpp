#include "domain/safety/findings/finding.hpp"

#include <gtest/gtest.h>

namespace aurawell::safety {
namespace {

TEST(finding, has_a_name_that_leads_back_to_it) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(finding::count); ++i) {
    const auto which = static_cast<finding>(i);
    EXPECT_EQ(finding_from_name(name_of(which)), which) << name_of(which);
  }
  EXPECT_FALSE(finding_from_name("boredom"));
}

TEST(finding, belongs_to_the_level_of_its_group) {
  EXPECT_EQ(level_of(finding::unconscious), safety_level::emergency);
  EXPECT_EQ(level_of(finding::infant_fever), safety_level::emergency);
  EXPECT_EQ(level_of(finding::chest_discomfort), safety_level::urgent);
  EXPECT_EQ(level_of(finding::severe_pain), safety_level::urgent);
  EXPECT_EQ(level_of(finding::weight_loss), safety_level::see_doctor);
  EXPECT_EQ(level_of(finding::food_poisoning), safety_level::see_doctor);
}

TEST(finding, of_several_the_gravest_gives_the_level) {
  finding_set found;
  EXPECT_EQ(level_of(found), safety_level::routine);
  found.set(static_cast<std::size_t>(finding::lump));
  EXPECT_EQ(level_of(found), safety_level::see_doctor);
  found.set(static_cast<std::size_t>(finding::seizure));
  EXPECT_EQ(level_of(found), safety_level::emergency);
  EXPECT_EQ(emergencies_of(found).count(), 1U);
}

TEST(safety_level, has_a_name_that_leads_back_to_it) {
  for (const auto level : {safety_level::routine, safety_level::see_doctor, safety_level::urgent,
                           safety_level::emergency}) {
    EXPECT_EQ(safety_level_from_string(to_string(level)), level);
  }
  EXPECT_EQ(to_string(safety_level::see_doctor), "see_doctor");
  EXPECT_FALSE(safety_level_from_string("panic"));
}

}  // namespace
}  // namespace aurawell::safety
