#include "net/json/json_builder.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

class building : public ::testing::Test {
 protected:
  json_builder builder(const json_bounds& allowed) {
    bounds = allowed;
    return {bounds, R"({"a":[1,true],"b":"x"})", values};
  }

  json_bounds bounds;
  std::pmr::monotonic_buffer_resource memory;
  std::pmr::vector<json_value> values{&memory};
};

TEST_F(building, lays_values_out_in_the_order_of_the_text) {
  auto out = builder({});
  EXPECT_TRUE(out.open(json_kind::object));
  out.name("a");
  EXPECT_TRUE(out.open(json_kind::array));
  EXPECT_TRUE(out.number("1"));
  EXPECT_TRUE(out.flag(true));
  out.close(2);
  out.name("b");
  EXPECT_TRUE(out.text("x"));
  out.close(2);
  ASSERT_EQ(values.size(), 5U);
  const auto& root = values.front();
  ASSERT_EQ(root.size(), 2U);
  EXPECT_EQ(root.begin()->name(), "a");
  EXPECT_EQ(root.begin()->size(), 2U);
  EXPECT_EQ(root.begin()->begin()->name(), "") << "an element has none";
  EXPECT_EQ(std::next(root.begin())->name(), "b");
  EXPECT_EQ(std::next(root.begin())->text(), "x");
  EXPECT_EQ(std::next(root.begin(), 2), root.end());
}

TEST_F(building, stops_at_the_number_of_values) {
  auto out = builder({.max_values = 3});
  EXPECT_TRUE(out.open(json_kind::array));
  EXPECT_TRUE(out.null());
  EXPECT_TRUE(out.text(""));
  EXPECT_FALSE(out.null());
  EXPECT_EQ(out.fault(), "has more than 3 values");
}

TEST_F(building, stops_at_the_number_of_levels) {
  auto out = builder({.max_depth = 2});
  EXPECT_TRUE(out.open(json_kind::array));
  EXPECT_TRUE(out.open(json_kind::object));
  out.close(0);
  EXPECT_TRUE(out.open(json_kind::array));
  EXPECT_FALSE(out.open(json_kind::array));
  EXPECT_EQ(out.fault(), "is nested deeper than 2 levels");
}

TEST_F(building, stops_at_the_length_of_a_number) {
  auto out = builder({.max_number_bytes = 4});
  EXPECT_TRUE(out.number("1234"));
  EXPECT_FALSE(out.number("12345"));
  EXPECT_EQ(out.fault(), "has a number longer than 4 bytes");
}

}  // namespace
}  // namespace aurawell::net
