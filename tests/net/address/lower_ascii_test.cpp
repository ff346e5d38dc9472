#include "net/address/lower_ascii.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace aurawell::net {
namespace {

TEST(lower_ascii, changes_letters_of_ascii_alone) {
  EXPECT_EQ(lower_ascii("AZaz[@`{09\xC3\x84"), "azaz[@`{09\xC3\x84");
}

TEST(texts_in_any_case, are_equal_as_a_whole) {
  EXPECT_TRUE(equals_in_any_case("", ""));
  EXPECT_TRUE(equals_in_any_case("bEARER ", "Bearer "));
  EXPECT_FALSE(equals_in_any_case("bearer", "bearer "));
  EXPECT_FALSE(equals_in_any_case("[", "{"));
  EXPECT_FALSE(equals_in_any_case("\xC3\x84", "\xC3\xA4"));
}

// AddressSanitizer detects reads past the end of a text on the heap.
TEST(texts_in_any_case, are_read_to_their_ends_only) {
  const std::vector<char> lower{'z', 'h'};
  const std::vector<char> mixed{'z', 'H'};
  EXPECT_TRUE(equals_in_any_case({lower.data(), 2}, {mixed.data(), 2}));
}

}  // namespace
}  // namespace aurawell::net
