#include "net/address/optional_space.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(optional_space, is_spaces_and_tabs_around_a_text) {
  EXPECT_EQ(without_optional_space(""), "");
  EXPECT_EQ(without_optional_space(" \t "), "");
  EXPECT_EQ(without_optional_space("\ta b \t"), "a b");
  EXPECT_EQ(without_optional_space("a"), "a");
  EXPECT_EQ(without_optional_space("\va\n"), "\va\n");
}

}  // namespace
}  // namespace aurawell::net
