#include "domain/text/visible_letters.hpp"

#include <gtest/gtest.h>

#include <string>

namespace aurawell {
namespace {

TEST(visible_letters, are_folded_and_know_their_bytes) {
  const visible_letters row{"Ａ\u200B\u2028b"};
  ASSERT_EQ(row.size(), 3U);
  EXPECT_EQ(row.value(0), U'a');
  EXPECT_EQ(row.begin_byte(0), 0U);
  EXPECT_EQ(row.end_byte(0), 3U);
  EXPECT_EQ(row.value(1), U'\n');
  EXPECT_EQ(row.begin_byte(1), 6U);
  EXPECT_EQ(row.value(2), U'b');
  EXPECT_EQ(row.value(3), 0U);
}

TEST(visible_letters, skip_what_they_are_told) {
  const visible_letters row{"# \r\n x"};
  EXPECT_EQ(row.skip(0, U"#"), 1U);
  EXPECT_EQ(row.skip(1, U" "), 2U);
  EXPECT_EQ(row.skip_blanks(1), 5U);
  EXPECT_EQ(row.skip_blanks(9), 9U);
}

TEST(visible_letters, find_words_across_any_blanks) {
  const visible_letters row{"a new \n note"};
  EXPECT_EQ(row.end_of(U"new note", 2), 12U);
  EXPECT_EQ(row.end_of(U"new", 2), 5U);
  EXPECT_EQ(row.end_of(U"newnote", 2), std::nullopt);
  EXPECT_EQ(row.end_of(U"note", 11), std::nullopt);
  EXPECT_EQ(visible_letters{"newnote"}.end_of(U"new note", 0), std::nullopt);
}

}  // namespace
}  // namespace aurawell
