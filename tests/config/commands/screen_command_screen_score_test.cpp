#include "config/commands/screen_command.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace aurawell::config {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

screened_message seen(std::size_t line, std::optional<safety_level> wanted, safety_level got,
                      std::optional<safety::finding> which = {}) {
  screened_message one;
  one.asked = {line, wanted, which, "text " + std::to_string(line)};
  one.level = got;
  if (got > safety_level::routine) {
    one.found.set(static_cast<std::size_t>(safety::finding::stroke));
  }
  return one;
}

std::vector<screened_message> some() {
  using enum safety_level;
  return {seen(1, emergency, emergency, safety::finding::stroke),
          seen(2, emergency, urgent),
          seen(3, emergency, routine, safety::finding::burn),
          seen(4, urgent, emergency, safety::finding::injury),
          seen(5, see_doctor, see_doctor),
          seen(6, routine, see_doctor),
          seen(7, routine, urgent),
          seen(8, std::nullopt, urgent)};
}

template <class Print>
std::string printed(Print print, const std::vector<screened_message>& all) {
  std::ostringstream out;
  print(out, all);
  return out.str();
}

TEST(screen_score, is_one_row_for_each_level_with_its_interval) {
  EXPECT_EQ(printed(print_scores, some()),
            "level         lines    found as such or higher           silent (routine)\n"
            "emergency         3       1   33.3 % (6.1 to 79.2)          1   33.3 % (6.1 to 79.2)\n"
            "urgent            1       1  100.0 % (20.7 to 100.0)        0    0.0 % (0.0 to 79.3)\n"
            "see_doctor        1       1  100.0 % (20.7 to 100.0)        0    0.0 % (0.0 to 79.3)\n"
            "level         lines    false alarms (urgent or higher)\n"
            "routine           2       1   50.0 % (9.5 to 90.5)\n"
            "the finding of the list is among those named: 1 of 2 lines that are judged rightly\n");
}

TEST(screen_score, leaves_out_levels_that_no_line_has) {
  EXPECT_THAT(printed(print_scores, {seen(1, std::nullopt, safety_level::urgent)}), IsEmpty());
  EXPECT_THAT(printed(print_scores, {seen(1, safety_level::routine, safety_level::routine)}),
              testing::AllOf(HasSubstr("routine"), Not(HasSubstr("emergency"))));
}

TEST(screen_score, names_each_miss_and_each_false_alarm) {
  EXPECT_EQ(printed(print_misses, some()),
            "line 2: wanted emergency, got urgent (stroke): text 2\n"
            "line 3: wanted emergency (burn), got routine (none): text 3\n"
            "line 7: wanted routine, got urgent (stroke): text 7\n");
}

TEST(screen_score, says_what_is_found_in_a_message_without_a_level) {
  EXPECT_EQ(printed(print_unscored, some()), "line 8: urgent (stroke): text 8\n");
}

TEST(screen_score, shows_nothing_that_a_terminal_would_obey) {
  auto one = seen(1, std::nullopt, safety_level::routine);
  one.asked.text = "a\x1B[2Jb";
  EXPECT_EQ(printed(print_unscored, {one}), "line 1: routine (none): a [2Jb\n");
}

TEST(screen_score, asks_the_screen) {
  const auto all = screened({{1, safety_level::emergency, {}, "I can't breathe"},
                             {2, safety_level::routine, {}, "How much water should I drink?"}});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].level, safety_level::emergency);
  EXPECT_TRUE(safety::has(all[0].found, safety::finding::breathing));
  EXPECT_EQ(all[1].level, safety_level::routine);
}

}  // namespace
}  // namespace aurawell::config
