#include "domain/prompt/thought_tags.hpp"

#include <gtest/gtest.h>

namespace aurawell {
namespace {

TEST(thought_tags, are_taken_from_the_beginning_of_an_answer) {
  struct row {
    std::string_view answer;
    std::string_view left;
  };
  for (const auto& [answer, left] : {
           row{"", ""},
           row{"yes", "yes"},
           row{"<think>hm</think>yes", "yes"},
           row{"\n<think>a</think>\n<thinking>b</thinking>yes", "yes"},
           row{"[THINK]hm[/THINK] yes", " yes"},
           row{"hm\n</think>\n\nyes", "\n\nyes"},
           row{"hm\n </think>\r\n<think>more</think>yes", "yes"},
           row{"a </think> closes them", "a </think> closes them"},
           row{"hm\n</think>yes", "hm\n</think>yes"},
           row{"a\n</think>", "a\n</think>"},
           row{"a </think>\n</think>\nb", "a </think>\n</think>\nb"},
           row{"```\n</think>\n```\n", "```\n</think>\n```\n"},
           row{"<think>hm", ""},
           row{"<think>hm</thinking>", ""},
           row{"no <think>hm</think> yes", "no <think>hm</think> yes"},
       }) {
    EXPECT_EQ(without_thoughts(answer, true), left) << answer;
  }
}

TEST(thought_tags, end_thoughts_that_none_has_opened) {
  EXPECT_EQ(end_of_unopened_thoughts("hm\n</think>\nyes"), 11U);
  EXPECT_EQ(end_of_unopened_thoughts("[/THINK]\n</think>\n"), 8U);
  EXPECT_EQ(end_of_unopened_thoughts("hm</think>yes\n"), 0U);
  EXPECT_EQ(end_of_unopened_thoughts("<think>hm\n</think>\nyes"), 0U);
  EXPECT_EQ(end_of_unopened_thoughts("yes"), 0U);
}

TEST(thought_tags, that_none_has_opened_may_be_left_in_an_answer) {
  EXPECT_EQ(without_thoughts("hm\n</think>\nyes", false), "hm\n</think>\nyes");
  EXPECT_EQ(without_thoughts("<think>hm</think>yes", false), "yes");
}

}  // namespace
}  // namespace aurawell
