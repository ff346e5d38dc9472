#include "domain/result.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace aurawell {
namespace {

result<int> half(int number) {
  if (number % 2 != 0) {
    return error{ec::invalid_input, "odd"};
  }
  return number / 2;
}

result<void> accept(bool good) {
  if (!good) {
    return error{ec::forbidden, "no"};
  }
  return {};
}

TEST(result, holds_the_value_of_a_success) {
  const auto outcome = half(8);
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome.has_value());
  EXPECT_EQ(*outcome, 4);
  EXPECT_EQ(outcome.value(), 4);
}

TEST(result, holds_the_reason_of_a_failure) {
  const auto outcome = half(7);
  ASSERT_FALSE(outcome);
  EXPECT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.failure(), (error{ec::invalid_input, "odd"}));
}

TEST(result, tells_a_value_that_is_an_error_from_a_failure) {
  struct report {
    error about;
  };
  const result<report> outcome = report{{ec::internal, "told, not failed"}};
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->about.detail, "told, not failed");
}

TEST(result, gives_its_value_away_when_moved_from) {
  result<std::unique_ptr<std::string>> outcome = std::make_unique<std::string>("only one");
  const auto taken = std::move(outcome).value();
  EXPECT_EQ(*taken, "only one");
}

TEST(result, lets_its_value_be_changed) {
  result<std::string> outcome = std::string{"a"};
  *outcome += "b";
  outcome->push_back('c');
  EXPECT_EQ(outcome.value(), "abc");
}

TEST(result, of_nothing_is_success_or_failure) {
  EXPECT_TRUE(accept(true));
  const auto refused = accept(false);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, ec::forbidden);
}

}  // namespace
}  // namespace aurawell
