#include "domain/models/usage_estimate.hpp"

#include <gtest/gtest.h>

namespace aurawell {
namespace {

TEST(usage_estimate, counts_the_prompt_and_what_was_to_be_continued) {
  completion_request request;
  request.messages = {{message_role::system, "Be kind."}, {message_role::user, "我累了"}};
  request.partial = "Sleep more ";
  const auto usage = estimate_usage(request, 4);
  EXPECT_EQ(usage.prompt_tokens, 2U + 3U + 2U);
  EXPECT_EQ(usage.completion_tokens, 4U);
  EXPECT_EQ(usage.total_tokens, 11U);
  EXPECT_TRUE(usage.estimated);
}

TEST(usage_estimate, adds_up_the_parts_of_an_answer) {
  std::optional<token_usage> sum;
  add_usage(sum, {1, 2, 3, {}, 4, false});
  EXPECT_EQ(sum, (token_usage{1, 2, 3, {}, 4, false}));
  add_usage(sum, {10, 20, 30, 5, {}, true});
  EXPECT_EQ(sum, (token_usage{11, 22, 33, 5, 4, true}));
}

}  // namespace
}  // namespace aurawell
