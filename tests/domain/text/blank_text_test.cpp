#include "domain/text/blank_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace aurawell {
namespace {

TEST(blank_text, is_only_space) {
  for (const auto* text : {"", " ", " \t\r\n\v\f", "\u3000", "\u00a0", " \u3000\n\u00a0 "}) {
    EXPECT_TRUE(is_blank(text)) << text;
  }
  // The last four begin as the wide spaces do.
  for (const auto* text :
       {"x", " x", "\u3000x", "\u00a0.", "\u3001", "\u00a1", "\xE3\x80", "\xC2"}) {
    EXPECT_FALSE(is_blank(text)) << text;
  }
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
