#include "domain/text/blank_text.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "domain/text/utf8.hpp"

namespace aurawell {
namespace {

TEST(blank_text, is_only_space) {
  for (const auto* text : {"", " ", " \t\r\n\v\f", "\u3000", "\u00a0", " \u3000\n\u00a0 "}) {
    EXPECT_TRUE(is_blank(text)) << text;
  }
  // Zero-width and other invisible characters count as blank.
  for (const auto* text : {"\u200b", "\u200c\u200d", "\u2060\ufeff", "\u2003\u2028", "\u0085\x01",
                           "\u2800\u3164", "\u00ad \u200b\n"}) {
    EXPECT_TRUE(is_blank(text)) << text;
  }
  // The last four begin with the same bytes as the wide spaces.
  for (const auto* text : {"x", " x", "\u3000x", "\u00a0.", "\u200bx", "\u2010", "\u3001", "\u00a1",
                           "\xE3\x80", "\xC2"}) {
    EXPECT_FALSE(is_blank(text)) << text;
  }
}

// Default_Ignorable_Code_Point and White_Space of Unicode 15.1, with the characters beside each
// range.
TEST(blank_text, is_every_character_that_unicode_draws_as_nothing) {
  struct range {
    char32_t first;
    char32_t last;
  };
  for (const auto& [first, last] :
       {range{0x0000, 0x0020},   range{0x007F, 0x00A0},   range{0x00AD, 0x00AD},
        range{0x034F, 0x034F},   range{0x061C, 0x061C},   range{0x115F, 0x1160},
        range{0x1680, 0x1680},   range{0x17B4, 0x17B5},   range{0x180B, 0x180F},
        range{0x2000, 0x200F},   range{0x2028, 0x202F},   range{0x205F, 0x206F},
        range{0x2800, 0x2800},   range{0x3000, 0x3000},   range{0x3164, 0x3164},
        range{0xFE00, 0xFE0F},   range{0xFEFF, 0xFEFF},   range{0xFFA0, 0xFFA0},
        range{0xFFF0, 0xFFFB},   range{0x1BCA0, 0x1BCA3}, range{0x1D159, 0x1D159},
        range{0x1D173, 0x1D17A}, range{0xE0000, 0xE0FFF}}) {
    const auto is_blank_character = [](char32_t c) {
      std::string text;
      append_utf8(text, c);
      return is_blank(text);
    };
    for (auto c = first; c <= last; ++c) {
      EXPECT_TRUE(is_blank_character(c)) << std::hex << std::uint32_t{c};
    }
    EXPECT_TRUE(first == 0 || !is_blank_character(first - 1)) << std::hex << std::uint32_t{first};
    EXPECT_FALSE(is_blank_character(last + 1)) << std::hex << std::uint32_t{last};
  }
}

TEST(blank_text, is_counted_up_to_what_can_be_seen) {
  EXPECT_EQ(leading_blanks(""), 0U);
  EXPECT_EQ(leading_blanks("x "), 0U);
  EXPECT_EQ(leading_blanks(" \u3000\u200bx "), 7U);
  EXPECT_EQ(leading_blanks(" \xE3\x80"), 1U);
}

// One pass over 16 MiB takes milliseconds; a pass for each blank would exceed the test's timeout.
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
