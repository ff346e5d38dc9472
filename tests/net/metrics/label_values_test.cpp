#include "net/metrics/label_values.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(label_values, are_taken_as_they_are) {
  label_values values{2};
  EXPECT_EQ(values.value_for("deepseek-v4-pro"), "deepseek-v4-pro");
  EXPECT_EQ(values.value_for("org/Model:7b (Q4)"), "org/Model:7b (Q4)");
}

TEST(label_values, past_their_number_are_other_values) {
  label_values values{2};
  values.value_for("a");
  values.value_for("b");
  EXPECT_EQ(values.value_for("c"), "other");
  EXPECT_EQ(values.value_for("a"), "a");
  EXPECT_EQ(values.value_for(""), "");
}

TEST(label_values, are_short_and_printable) {
  label_values values{9};
  EXPECT_EQ(values.value_for(std::string(1'000, 'x')), std::string(64, 'x'));
  EXPECT_EQ(values.value_for("a\nb\x01\x7f\xff"), "a_b___");
}

TEST(label_values, that_differ_only_in_what_is_cut_are_one) {
  label_values values{1};
  EXPECT_EQ(values.value_for(std::string(64, 'x') + "1"),
            values.value_for(std::string(64, 'x') + "2"));
}

}  // namespace
}  // namespace aurawell::net
