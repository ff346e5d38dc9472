#include "config/commands/shown_text.hpp"

#include <gtest/gtest.h>

namespace aurawell::config {
namespace {

TEST(shown_text, has_nothing_that_a_terminal_obeys) {
  EXPECT_EQ(shown("a\x1B[2J\tb\x7F\n"), "a [2J b  ");
  EXPECT_EQ(shown("胸口疼"), "胸口疼");
  EXPECT_EQ(shown(""), "");
}

}  // namespace
}  // namespace aurawell::config
