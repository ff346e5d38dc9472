#include "net/http/cors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using ::testing::Contains;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;

const std::vector<std::string> allowed{"https://app.example.com"};

http_reply reply_to(std::string_view origin, std::string_view method = "GET",
                    std::string_view wanted_fields = "") {
  http_reply reply;
  reply.headers = {{"Allow", "GET, HEAD, OPTIONS"}};
  add_cors_headers(reply, {method, origin, "api.example.com", wanted_fields}, allowed);
  return reply;
}

TEST(cors, lets_an_allowed_page_read_the_reply) {
  for (const auto* origin : {"https://app.example.com", "https://api.example.com",
                             "http://localhost:3000", "http://127.0.0.1:9"}) {
    const auto headers = reply_to(origin).headers;
    EXPECT_THAT(headers, Contains(Pair("Access-Control-Allow-Origin", origin)));
    EXPECT_THAT(headers,
                Contains(Pair("Access-Control-Expose-Headers", "ETag, Retry-After, X-Request-Id")));
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
                                     "If-None-Match, Last-Event-ID, Traceparent, Tracestate")));
}

std::string fields_allowed_for(std::string_view wanted) {
  for (const auto& [name, value] : reply_to("https://app.example.com", "OPTIONS", wanted).headers) {
    if (name == "Access-Control-Allow-Headers") {
      return value;
    }
  }
  return "(none)";
}

TEST(cors, lets_pages_send_what_sdks_of_openai_say_about_themselves) {
  EXPECT_THAT(fields_allowed_for("authorization,content-type,x-stainless-arch, X-Stainless-Lang ,"
                                 "openai-project"),
              EndsWith("Tracestate, x-stainless-arch, X-Stainless-Lang, openai-project"));
  for (const auto* others : {"", ",", " , ", "x-evil", "cookie", "x-stainless", "x-stainless-a b",
                             "x-stainless-\x01", "x-stainless-a: b"}) {
    EXPECT_THAT(fields_allowed_for(others), EndsWith("Tracestate")) << others;
  }
}

}  // namespace
}  // namespace aurawell::net
