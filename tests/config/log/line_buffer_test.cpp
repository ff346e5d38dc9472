#include "config/log/line_buffer.hpp"

#include <gtest/gtest.h>

namespace aurawell::config {
namespace {

TEST(line_buffer, gives_lines_in_order_and_whole) {
  line_buffer buffer{100};
  EXPECT_TRUE(buffer.empty());
  for (const auto* line : {"one\n", "two\n", "three\n"}) {
    buffer.add(line);
  }
  EXPECT_EQ(buffer.bytes(), 14U);
  EXPECT_EQ(buffer.take(9), "one\ntwo\n");
  EXPECT_EQ(buffer.bytes(), 6U);
  EXPECT_EQ(buffer.take(1), "three\n");
  EXPECT_EQ(buffer.take(1), "");
  EXPECT_TRUE(buffer.empty());
  EXPECT_EQ(buffer.lost(), 0U);
}

TEST(line_buffer, drops_and_counts_the_oldest) {
  line_buffer buffer{8};
  for (const auto* line : {"one\n", "two\n", "six\n", "ten\n"}) {
    buffer.add(line);
  }
  EXPECT_EQ(buffer.take_unreported(), 2U);
  EXPECT_EQ(buffer.take_unreported(), 0U);
  EXPECT_EQ(buffer.take(100), "six\nten\n");
  EXPECT_EQ(buffer.lost(), 2U);
}

TEST(line_buffer, drops_a_line_that_is_larger_than_the_limit) {
  line_buffer buffer{4};
  buffer.add("seven\n");
  EXPECT_TRUE(buffer.empty());
  EXPECT_EQ(buffer.bytes(), 0U);
  EXPECT_EQ(buffer.unreported(), 1U);
}

TEST(line_buffer, keeps_to_a_smaller_limit_at_once) {
  line_buffer buffer{100};
  buffer.add("one\n");
  buffer.add("two\n");
  buffer.set_limit(5);
  EXPECT_EQ(buffer.take(100), "two\n");
  EXPECT_EQ(buffer.lost(), 1U);
}

}  // namespace
}  // namespace aurawell::config
