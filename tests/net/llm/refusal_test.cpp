#include "net/llm/refusal.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

// The wordings stand in length_refusal_test and member_refusal_test.

TEST(refusal, is_read_of_statuses_that_mean_the_request) {
  constexpr member_set sent{request_member::thinking};
  const auto* body = R"({"error":{"message":"Unknown parameter: 'thinking'; context length"}})";
  for (const auto status : {400, 422}) {
    EXPECT_EQ(read_refusal(status, body, sent), (refusal{true, sent})) << status;
  }
  for (const auto status : {401, 402, 403, 404, 408, 409, 425, 429, 502, 503, 504, 529}) {
    EXPECT_EQ(read_refusal(status, body, sent), refusal{}) << status;
  }
  EXPECT_EQ(read_refusal(413, "", sent), (refusal{true, {}}));
  EXPECT_EQ(read_refusal(500, body, sent), (refusal{true, {}}));
}

TEST(refusal, is_read_of_an_error_inside_of_an_answer) {
  EXPECT_EQ(read_refusal("Unknown parameter: 'thinking'"),
            (refusal{false, member_set{request_member::thinking}}));
  EXPECT_EQ(read_refusal("the server is busy"), refusal{});
}

}  // namespace
}  // namespace aurawell::net
