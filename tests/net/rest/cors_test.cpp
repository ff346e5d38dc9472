#include "net/rest/cors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;

const std::vector<std::string> allowed{"https://app.example.com"};

http_reply reply_to(std::string_view origin, std::string_view method = "GET") {
  http_reply reply;
  reply.headers = {{"Allow", "GET, HEAD, OPTIONS"}};
  add_cors_headers(reply, {method, origin, "api.example.com"}, allowed);
  return reply;
}

TEST(cors, lets_an_allowed_page_read_the_reply) {
  for (const auto* origin : {"https://app.example.com", "https://api.example.com",
                             "http://localhost:3000", "http://127.0.0.1:9"}) {
    const auto headers = reply_to(origin).headers;
    EXPECT_THAT(headers, Contains(Pair("Access-Control-Allow-Origin", origin)));
    EXPECT_THAT(headers, Contains(Pair("Access-Control-Expose-Headers", "ETag, Retry-After")));
    EXPECT_THAT(headers, Contains(Pair("Vary", "Origin")));
    EXPECT_THAT(headers, Not(Contains(Key("Access-Control-Allow-Methods"))));
    EXPECT_THAT(headers, Not(Contains(Key("Access-Control-Allow-Credentials"))));
  }
}

TEST(cors, gives_other_pages_nothing) {
  for (const auto* origin : {"", "https://evil.example.com", "null", "https://app.example.com.evil",
                             "http://app.example.com"}) {
    for (const auto* method : {"GET", "OPTIONS"}) {
      const auto headers = reply_to(origin, method).headers;
      EXPECT_THAT(headers, Contains(Pair("Vary", "Origin"))) << origin;
      EXPECT_THAT(headers, Not(Contains(Key(HasSubstr("Access-Control"))))) << origin;
    }
  }
}

TEST(cors, says_what_a_page_may_send) {
  const auto headers = reply_to("https://app.example.com", "OPTIONS").headers;
  EXPECT_THAT(headers, Contains(Pair("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")));
  EXPECT_THAT(headers, Contains(Pair("Access-Control-Allow-Headers",
                                     "Authorization, Content-Type, Idempotency-Key, If-Match, "
                                     "If-None-Match, Last-Event-ID")));
}

}  // namespace
}  // namespace aurawell::net
