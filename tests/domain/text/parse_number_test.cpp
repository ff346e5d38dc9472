#include "domain/text/parse_number.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace aurawell {
namespace {

TEST(parse_number, reads_what_is_a_number_as_a_whole) {
  EXPECT_EQ(parse_number<int>("-12"), -12);
  EXPECT_EQ(parse_number<std::uint8_t>("255"), 255);
  EXPECT_EQ(parse_number<std::uint64_t>("18446744073709551615"), UINT64_MAX);
  EXPECT_EQ(parse_number<double>("2.5e-1"), 0.25);
}

TEST(parse_number, refuses_anything_else) {
  for (const auto* text : {"", " 1", "1 ", "+1", "1x", "0x1", "1.0", "-", "2147483648"}) {
    EXPECT_FALSE(parse_number<int>(text)) << text;
  }
  EXPECT_FALSE(parse_number<std::uint8_t>("256"));
  EXPECT_FALSE(parse_number<unsigned>("-1"));
  EXPECT_FALSE(parse_number<double>("1e999"));
}

}  // namespace
}  // namespace aurawell
