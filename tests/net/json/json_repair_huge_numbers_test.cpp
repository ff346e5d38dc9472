#include "net/json/json_repair.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(huge_numbers, become_nan_wherever_they_stand) {
  EXPECT_EQ(without_huge_numbers("1e999"), "NaN");
  EXPECT_EQ(without_huge_numbers(R"({"a":[-1e309,2e308],"b":)" + std::string(400, '9') + "}"),
            R"({"a":[NaN,NaN],"b":NaN})");
}

TEST(huge_numbers, are_not_looked_for_in_strings) {
  for (const std::string json :
       {R"("1e999")", R"({"1e999":"\"1e999"})", R"("a\\")", R"("1e999)", R"("\)", R"("1e999\)"}) {
    EXPECT_EQ(without_huge_numbers(json), json);
  }
}

TEST(huge_numbers, leave_other_numbers_at_their_value) {
  EXPECT_EQ(without_huge_numbers("[0e999, 17, -1.5]"), "[0, 17, -1.5]");
  EXPECT_EQ(without_huge_numbers("1" + std::string(400, '0') + "e-400"), "1");
}

TEST(huge_numbers, leave_what_is_no_number) {
  for (const std::string json : {"", "[1-2,-,1e+,-Infinity,NaN,true]", "{", "\"", "1e"}) {
    EXPECT_EQ(without_huge_numbers(json), json);
  }
}

}  // namespace
}  // namespace aurawell::net
