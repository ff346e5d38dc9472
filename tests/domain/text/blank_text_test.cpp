#include "domain/text/blank_text.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace aurawell
