#include "net/file_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Pair;

constexpr wall_time now{std::chrono::duration_cast<wall_time::duration>(1767323045678ms)};

http_reply get(std::string_view target, std::string_view method = "GET",
               std::string_view if_none_match = "") {
  const auto site = make_file_site(
      static_files{{{"index.html", "<html>", "\"abc\""}, {"app.js", "js", "\"def\""}}});
  return site({method, target, if_none_match}, now);
}

TEST(file_site, serves_the_page_with_its_guards) {
  const auto reply = get("/?lang=en");
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.body, "<html>");
  EXPECT_THAT(reply.headers, Contains(Pair("Content-Type", "text/html; charset=utf-8")));
  EXPECT_THAT(reply.headers, Contains(Pair("ETag", "\"abc\"")));
  EXPECT_THAT(reply.headers, Contains(Pair("Cache-Control", "no-cache")));
  EXPECT_THAT(reply.headers, Contains(Pair("X-Content-Type-Options", "nosniff")));
  EXPECT_THAT(reply.headers, Contains(Pair("Referrer-Policy", "no-referrer")));
  EXPECT_THAT(reply.headers,
              Contains(Pair("Content-Security-Policy",
                            HasSubstr("default-src 'self'; connect-src 'self' ws: wss:;"))));
}

TEST(file_site, spares_a_page_that_the_client_has) {
  for (const auto* known : {"\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "*"}) {
    const auto reply = get("/", "GET", known);
    EXPECT_EQ(reply.status, 304U) << known;
    EXPECT_TRUE(reply.body.empty());
  }
  EXPECT_EQ(get("/", "GET", "\"old\"").status, 200U);
}

TEST(file_site, answers_unknown_paths_with_a_json_404) {
  for (const auto* path : {"/nothing", "/../etc/passwd", "*", ""}) {
    const auto reply = get(path);
    EXPECT_EQ(reply.status, 404U) << path;
    EXPECT_EQ(reply.body, R"({"success":false,"error":{"code":"VALIDATION_1101",)"
                          R"("message":"nothing is served at this path","retryable":false},)"
                          R"("timestamp":"2026-01-02T03:04:05.678Z"})");
  }
}

TEST(file_site, names_the_methods_that_work) {
  for (const auto* method : {"POST", "PUT", "DELETE", "OPTIONS", "get", "BREW"}) {
    const auto reply = get("/app.js", method);
    EXPECT_EQ(reply.status, 405U) << method;
    EXPECT_THAT(reply.headers, Contains(Pair("Allow", "GET, HEAD")));
  }
  EXPECT_EQ(get("/", "HEAD").status, 200U);
}

}  // namespace
}  // namespace aurawell::net
