#include "net/url_text.hpp"

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

TEST(url_text, cuts_at_the_first_end) {
  std::string_view rest = "a/b/c";
  EXPECT_EQ(cut(rest, '/'), "a");
  EXPECT_EQ(rest, "b/c");
  EXPECT_EQ(cut(rest, '?'), "b/c");
  EXPECT_EQ(rest, "");
}

TEST(url_text, finds_the_first_parameter_of_a_name) {
  EXPECT_EQ(find_parameter("a=1&b=2&a=3", "a"), "1");
  EXPECT_EQ(find_parameter("&&b=2=3&", "b"), "2=3");
  EXPECT_EQ(find_parameter("a&b", "b"), "");
  EXPECT_FALSE(find_parameter("a=1", "b"));
  EXPECT_FALSE(find_parameter("ab=1", "a"));
  EXPECT_FALSE(find_parameter("", "a"));
}

}  // namespace
}  // namespace aurawell::net
