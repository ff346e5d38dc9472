#include "domain/thought_tags.hpp"

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
           row{"hm</think>\n\nyes", "\n\nyes"},
           row{"hm</think><think>more</think>yes", "yes"},
           row{"<think>hm", ""},
           row{"<think>hm</thinking>", ""},
           row{"no <think>hm</think> yes", "no <think>hm</think> yes"},
       }) {
    EXPECT_EQ(without_thoughts(answer), left) << answer;
  }
}

TEST(thought_tags, end_thoughts_that_none_has_opened) {
  EXPECT_EQ(end_of_unopened_thoughts("hm</think>yes"), 10U);
  EXPECT_EQ(end_of_unopened_thoughts("hm[/THINK]</think>"), 10U);
  EXPECT_EQ(end_of_unopened_thoughts("<think>hm</think>yes"), 0U);
  EXPECT_EQ(end_of_unopened_thoughts("yes"), 0U);
}

}  // namespace
}  // namespace aurawell
