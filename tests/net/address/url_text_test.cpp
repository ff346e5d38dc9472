#include "net/address/url_text.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(url_text, decodes_percent_signs) {
  EXPECT_EQ(percent_decode("a%20b%2Fc%2f"), "a b/c/");
  EXPECT_EQ(percent_decode(""), "");
  EXPECT_EQ(percent_decode("%E4%BD%A0+"), "你+");
  for (const auto* text : {"%", "%4", "%zz", "%4z", "a%", "%-1", "%+1", "% 1"}) {
    EXPECT_FALSE(percent_decode(text)) << text;
  }
}

TEST(optional_space, is_spaces_and_tabs_around_a_text) {
  EXPECT_EQ(without_optional_space(""), "");
  EXPECT_EQ(without_optional_space(" \t "), "");
  EXPECT_EQ(without_optional_space("\ta b \t"), "a b");
  EXPECT_EQ(without_optional_space("a"), "a");
  EXPECT_EQ(without_optional_space("\va\n"), "\va\n");
}

TEST(url_text, cuts_at_the_first_end) {
  std::string_view rest = "a/b/c";
  EXPECT_EQ(cut(rest, '/'), "a");
  EXPECT_EQ(rest, "b/c");
  EXPECT_EQ(cut(rest, '?'), "b/c");
  EXPECT_EQ(rest, "");
}

}  // namespace
}  // namespace aurawell::net
