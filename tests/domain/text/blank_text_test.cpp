#include "domain/text/blank_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace aurawell {
namespace {

TEST(blank_text, is_only_space) {
  for (const auto* text : {"", " ", " \t\r\n\v\f", "\u3000", "\u00a0", " \u3000\n\u00a0 "}) {
    EXPECT_TRUE(is_blank(text)) << text;
  }
  // Zero-width and other invisible characters show no more than space.
  for (const auto* text : {"\u200b", "\u200c\u200d", "\u2060\ufeff", "\u2003\u2028", "\u0085\x01",
                           "\u2800\u3164", "\u00ad \u200b\n"}) {
    EXPECT_TRUE(is_blank(text)) << text;
  }
  // The last four begin as the wide spaces do.
  for (const auto* text : {"x", " x", "\u3000x", "\u00a0.", "\u200bx", "\u2010", "\u3001", "\u00a1",
                           "\xE3\x80", "\xC2"}) {
    EXPECT_FALSE(is_blank(text)) << text;
  }
}

TEST(blank_text, is_counted_up_to_what_can_be_seen) {
  EXPECT_EQ(leading_blanks(""), 0U);
  EXPECT_EQ(leading_blanks("x "), 0U);
  EXPECT_EQ(leading_blanks(" \u3000\u200bx "), 7U);
  EXPECT_EQ(leading_blanks(" \xE3\x80"), 1U);
}

// One pass over 16 MiB takes milliseconds; one for each blank would not end within a test's time.
TEST(blank_text, takes_time_in_proportion_to_the_length) {
  std::string blanks(16 * 1024 * 1024, ' ');
  EXPECT_TRUE(is_blank(blanks));
  for (std::size_t at = 0; at + 1 < blanks.size(); at += 2) {
    blanks.replace(at, 2, "\u00a0");
  }
  EXPECT_TRUE(is_blank(blanks));
  EXPECT_FALSE(is_blank(blanks + "x"));
}

}  // namespace
}  // namespace aurawell
