#include "domain/safety/rules/rule_table.hpp"

#include <gtest/gtest.h>

namespace aurawell::safety {
namespace {

constexpr safety_level levels[] = {safety_level::emergency, safety_level::urgent,
                                   safety_level::see_doctor};

TEST(rule_table, is_understood_line_by_line) {
  for (const safety_level level : levels) {
    std::vector<std::string_view> broken;
    const auto rules = read_rules(phrase_table(level), broken);
    EXPECT_FALSE(rules.empty());
    for (const std::string_view line : broken) {
      ADD_FAILURE() << to_string(level) << ".txt: " << line;
    }
  }
}

TEST(rule_table, holds_only_findings_of_its_level_each_with_something_to_say) {
  for (const safety_level level : levels) {
    std::vector<std::string_view> broken;
    for (const rule& each : read_rules(phrase_table(level), broken)) {
      EXPECT_EQ(level_of(each.which), level) << name_of(each.which);
      EXPECT_FALSE(each.say.empty()) << name_of(each.which);
    }
  }
}

TEST(rule_table, joins_lines_of_one_kind_and_starts_anew_at_a_heading) {
  std::vector<std::string_view> broken;
  const auto rules = read_rules(
      "# a comment\n[lump]\nsay: a | b\nsay:c\nwith: d\n\n[thirst]\nsay: e\nunless: f | g\n",
      broken);
  ASSERT_EQ(rules.size(), 2U);
  EXPECT_EQ(rules[0].which, finding::lump);
  EXPECT_EQ(rules[0].say.size(), 3U);
  EXPECT_EQ(rules[0].required.size(), 1U);
  EXPECT_EQ(rules[1].unless.size(), 2U);
  EXPECT_TRUE(broken.empty());
}

TEST(rule_table, names_the_lines_that_it_does_not_understand) {
  for (const char* line : {"[no such finding]", "[lump", "say: before any heading",
                           "[lump]\nsay:", "[lump]\nsay: a || b", "[lump]\nshout: a"}) {
    std::vector<std::string_view> broken;
    read_rules(line, broken);
    EXPECT_EQ(broken.size(), 1U) << line;
  }
}

}  // namespace
}  // namespace aurawell::safety
