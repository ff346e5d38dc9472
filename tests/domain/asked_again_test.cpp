#include "domain/asked_again.hpp"

#include <gtest/gtest.h>

namespace aurawell {
namespace {

TEST(asked_again, leaves_out_a_half_answer_behind_which_its_question_comes_again) {
  asked_again questions;
  EXPECT_TRUE(questions.is_wanted("q1", false));
  EXPECT_FALSE(questions.is_wanted("q1", true));
  EXPECT_TRUE(questions.is_wanted("q2", true));
  EXPECT_FALSE(questions.is_wanted("q2", true));
  EXPECT_TRUE(questions.is_wanted("q1", false));
  EXPECT_TRUE(questions.is_wanted("", true));
}

}  // namespace
}  // namespace aurawell
