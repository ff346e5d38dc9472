#include "domain/text/sentence_end.hpp"

#include <gtest/gtest.h>

namespace aurawell {
namespace {

TEST(sentence_end, is_seen_behind_what_closes_with_it) {
  for (const char* text :
       {"Sleep well.", "睡个好觉。", "Really?", "好吗？", "Go!", "加油！", "and so on…",
        "He said \"rest.\" \n", "**多喝水。**\n\n", "（早睡早起。）", "`done.`", "“先休息。”"}) {
    EXPECT_TRUE(ends_a_sentence(text)) << text;
  }
}

TEST(sentence_end, is_not_where_words_go_on) {
  for (const char* text : {"", " \n", "Sleep", "Sleep,", "睡个，", "以下建议：", "- 多喝", "3.5 or",
                           "| a |", "\xE3\x80"}) {
    EXPECT_FALSE(ends_a_sentence(text)) << text;
  }
}

}  // namespace
}  // namespace aurawell
