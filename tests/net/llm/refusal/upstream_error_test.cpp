#include "net/llm/refusal/upstream_error.hpp"

#include <gtest/gtest.h>

#include "net/llm/answer/error_object.hpp"

namespace aurawell::net {
namespace {

TEST(upstream_error, knows_every_status_that_upstreams_use) {
  struct row {
    int status;
    ec code;
    bool retryable;
  };
  for (const auto& expected : {
           row{301, ec::ai_unavailable, false},
           row{400, ec::chat_failed, false},
           row{401, ec::ai_unavailable, false},
           row{402, ec::ai_unavailable, false},
           row{403, ec::ai_unavailable, false},
           row{404, ec::ai_unavailable, false},
           row{405, ec::ai_unavailable, false},
           row{410, ec::ai_unavailable, false},
           row{408, ec::upstream_failed, true},
           row{409, ec::upstream_failed, true},
           row{422, ec::chat_failed, false},
           row{425, ec::upstream_failed, true},
           row{429, ec::upstream_rate_limited, true},
           row{500, ec::upstream_failed, true},
           row{502, ec::upstream_failed, true},
           row{503, ec::upstream_failed, true},
           row{504, ec::upstream_failed, true},
           row{529, ec::upstream_failed, true},
       }) {
    const auto problem = error_of_status(expected.status, "");
    EXPECT_EQ(problem.failure.cause.code, expected.code) << expected.status;
    EXPECT_EQ(problem.failure.retryable, expected.retryable) << expected.status;
    EXPECT_EQ(problem.failure.http_status, expected.status);
  }
}

TEST(upstream_error, tells_nobody_what_the_upstream_said) {
  const auto problem = error_of_response(
      500, R"({"error":{"message":"my chest hurts","type":"my chest","code":"hurts"}})");
  EXPECT_EQ(problem.failure.cause.detail, "The language model has a fault.");
  EXPECT_EQ(problem.words, "said 14 bytes of its own text");
}

TEST(upstream_error, names_the_known_words_of_an_error_for_the_log) {
  EXPECT_EQ(error_of_words("rate_limit_exceeded", "invalid_request_error", "wait").words,
            "said rate_limit invalid_request, 4 bytes of its own text");
  EXPECT_EQ(error_of_words("429", "my api_key is k", "").words, "said 429 api_key");
  EXPECT_EQ(error_of_words("", "", "").words, "");
}

TEST(upstream_error, sees_an_empty_account_behind_too_many_requests) {
  const auto problem =
      error_of_response(429, R"({"error":{"message":"x","code":"insufficient_quota"}})");
  EXPECT_EQ(problem.failure.cause.code, ec::ai_unavailable);
  EXPECT_FALSE(problem.failure.retryable);
  EXPECT_EQ(problem.failure.http_status, 429);
}

TEST(upstream_error, reads_plain_and_cut_bodies) {
  EXPECT_EQ(error_of_response(503, "<html>away</html>").words, "said 17 bytes of its own text");
  EXPECT_EQ(error_of_response(503, R"({"error":{"mess)").words, "said 15 bytes of its own text");
}

// Each broken byte becomes three.
TEST(upstream_error, keeps_words_for_the_log_within_their_bound) {
  const auto words =
      make_upstream_error(ec::upstream_failed, true, "It failed.", "ok" + std::string(400, '\xFF'))
          .words;
  EXPECT_LE(words.size(), max_log_words);
  EXPECT_GT(words.size(), max_log_words - 3);
  EXPECT_TRUE(words.ends_with("\xEF\xBF\xBD"));
}

}  // namespace
}  // namespace aurawell::net
