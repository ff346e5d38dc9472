#include "domain/safety/help/region.hpp"

#include <gtest/gtest.h>

namespace aurawell::safety {
namespace {

TEST(region, of_the_context_wins_over_the_setting_and_that_over_the_language) {
  const auto code = [](std::string text) {
    return std::vector<context_fact>{{"region", std::move(text)}};
  };
  EXPECT_EQ(region_for(code("US"), region::china, language::zh), region::united_states);
  EXPECT_EQ(region_for(code("Mars"), region::china, language::en), region::china);
  EXPECT_EQ(region_for({{"region", 1.0}}, region::european_union, language::zh),
            region::european_union);
  EXPECT_EQ(region_for({}, region::unknown, language::zh), region::china);
  EXPECT_EQ(region_for({}, region::unknown, language::en), region::unknown);
}

TEST(region, is_read_from_its_code) {
  EXPECT_EQ(region_from_string("CN"), region::china);
  EXPECT_EQ(region_from_string("us"), region::united_states);
  EXPECT_EQ(region_from_string("Eu"), region::european_union);
  EXPECT_FALSE(region_from_string("XX"));
  EXPECT_FALSE(region_from_string(""));
}

TEST(region, is_china_for_chinese_unless_told_otherwise) {
  EXPECT_EQ(default_region(language::zh), region::china);
  EXPECT_EQ(default_region(language::en), region::unknown);
}

}  // namespace
}  // namespace aurawell::safety
