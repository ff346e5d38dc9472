#include "net/llm/refusal/refusal.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

// length_refusal_test and member_refusal_test have the wordings.

TEST(refusal, is_read_of_statuses_that_mean_the_request) {
  constexpr member_set sent{request_member::thinking};
  const auto* body = R"({"error":{"message":"Unknown parameter: 'thinking'; context length"}})";
  for (const auto status : {400, 406, 413, 418, 422, 424}) {
    EXPECT_EQ(read_refusal(status, body, sent), (refusal{true, sent})) << status;
  }
  for (const auto status : {404, 408, 409, 425, 429, 500, 502, 503, 504, 529}) {
    EXPECT_EQ(read_refusal(status, body, sent), (refusal{true, {}})) << status;
  }
  for (const auto status : {401, 402, 403}) {
    EXPECT_EQ(read_refusal(status, body, sent), refusal{}) << status;
  }
  EXPECT_EQ(read_refusal(413, "", sent), (refusal{true, {}}));
  EXPECT_EQ(read_refusal(406, "Unknown parameter: 'thinking'", sent), (refusal{false, sent}));
}

TEST(refusal, is_read_of_an_error_inside_of_an_answer) {
  const refusal of_thinking{false, member_set{request_member::thinking}};
  for (const auto status : {0, 400, 422}) {
    EXPECT_EQ(read_refusal(status, read_refusal_words("Unknown parameter: 'thinking'")),
              of_thinking)
        << status;
  }
  EXPECT_EQ(read_refusal(0, read_refusal_words("the server is busy")), refusal{});
}

TEST(refusal, is_not_what_a_server_says_of_its_own_faults) {
  const auto* repeated =
      "An unknown error occurred. Received model_kwargs={'max_tokens': 2048, 'temperature': 0.7, "
      "'stream_options': {}}";
  const auto* stopped = "Invalid JSON produced: generation stopped because max_tokens was reached";
  for (const auto status : {0, 500}) {
    EXPECT_EQ(read_refusal(status, read_refusal_words(repeated)), refusal{}) << status;
    EXPECT_EQ(read_refusal(status, read_refusal_words(stopped)), refusal{}) << status;
  }
  EXPECT_EQ(read_refusal(502, read_refusal_words(
                                  "the server exceeded its time limit while processing prompt")),
            refusal{});
  EXPECT_EQ(read_refusal(0, read_refusal_words(
                                "the server exceeded its time limit while processing prompt")),
            refusal{});
  EXPECT_EQ(read_refusal(503, read_refusal_words("Too many messages in the queue")), refusal{});
  EXPECT_EQ(read_refusal(500, read_refusal_words("Unknown parameter: 'thinking'")), refusal{});
  EXPECT_EQ(read_refusal(500, read_refusal_words("maximum context length is 4096")),
            (refusal{true, {}}));
}

}  // namespace
}  // namespace aurawell::net
