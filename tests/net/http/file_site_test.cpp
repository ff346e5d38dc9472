#include "net/http/file_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;

constexpr wall_time now{std::chrono::duration_cast<wall_time::duration>(1767323045678ms)};

http_reply answer(const http_query& query) {
  const auto site =
      make_file_site(static_files{{{"index.html", "<html>", "\"abc\""},
                                   {"app.js", "script", "\"def\"", "small", "\"def-gzip\""}},
                                  "0123456789abcdef"});
  return site(query, now);
}

http_reply get(std::string_view target, std::string_view method = "GET",
               std::string_view if_none_match = "") {
  return answer({method, target, if_none_match, "", "", "a.example"});
}

http_reply get_as(std::string_view accept_encoding, std::string_view if_none_match = "") {
  return answer({"GET", "/app.js", if_none_match, "", accept_encoding});
}

TEST(file_site, serves_the_page_with_its_guards) {
  const auto reply = get("/?lang=en");
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.fixed_body, "<html>");
  EXPECT_TRUE(reply.body.empty()) << "it is not copied";
  EXPECT_THAT(reply.headers, Contains(Pair("Content-Type", "text/html; charset=utf-8")));
  EXPECT_THAT(reply.headers, Contains(Pair("ETag", "\"abc\"")));
  EXPECT_THAT(reply.headers, Contains(Pair("Cache-Control", "no-cache")));
  EXPECT_THAT(reply.headers, Contains(Pair("X-Content-Type-Options", "nosniff")));
  EXPECT_THAT(reply.headers, Contains(Pair("Referrer-Policy", "no-referrer")));
  EXPECT_THAT(reply.headers,
              Contains(Pair("Content-Security-Policy",
                            HasSubstr("connect-src 'self' ws://a.example wss://a.example;"))));
}

TEST(file_site, spares_a_page_that_the_client_has) {
  for (const auto* known : {"\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "*"}) {
    const auto reply = get("/", "GET", known);
    EXPECT_EQ(reply.status, 304U) << known;
    EXPECT_TRUE(reply.body.empty() && reply.fixed_body.empty());
  }
  EXPECT_EQ(get("/", "GET", "\"old\"").status, 200U);
}

TEST(file_site, compresses_for_who_takes_that) {
  for (const auto* accepted :
       {"gzip", "gzip, deflate, br", "br;q=1.0, x-gzip;q=0.3", "*", "GZIP"}) {
    const auto reply = get_as(accepted);
    EXPECT_EQ(reply.fixed_body, "small") << accepted;
    EXPECT_THAT(reply.headers, Contains(Pair("Content-Encoding", "gzip")));
    EXPECT_THAT(reply.headers, Contains(Pair("ETag", "\"def-gzip\"")));
    EXPECT_THAT(reply.headers, Contains(Pair("Vary", "Accept-Encoding")));
    EXPECT_THAT(reply.headers, Contains(Pair("Content-Type", "text/javascript; charset=utf-8")));
  }
  for (const auto* accepted : {"", "br", "identity", "gzip;q=0", "*;q=0", "gzip;q=0, *"}) {
    const auto reply = get_as(accepted);
    EXPECT_EQ(reply.fixed_body, "script") << accepted;
    EXPECT_THAT(reply.headers, Not(Contains(Key("Content-Encoding"))));
    EXPECT_THAT(reply.headers, Contains(Pair("ETag", "\"def\"")));
    EXPECT_THAT(reply.headers, Contains(Pair("Vary", "Accept-Encoding")));
  }
  const auto page = answer({"GET", "/", "", "", "gzip"});
  EXPECT_EQ(page.fixed_body, "<html>") << "there is no smaller one";
  EXPECT_THAT(page.headers, Not(Contains(Key("Vary"))));
}

TEST(file_site, spares_only_the_form_that_the_client_has) {
  EXPECT_EQ(get_as("gzip", "\"def-gzip\"").status, 304U);
  EXPECT_EQ(get_as("", "\"def\"").status, 304U);
  EXPECT_EQ(get_as("gzip", "\"def\"").status, 200U);
  EXPECT_EQ(get_as("", "\"def-gzip\"").status, 200U);
  EXPECT_THAT(get_as("gzip", "\"def-gzip\"").headers, Contains(Pair("Vary", "Accept-Encoding")));
}

TEST(file_site, lets_clients_keep_for_good_what_never_changes) {
  const auto kept = get("/static/0123456789abcdef/app.js");
  EXPECT_THAT(kept.headers, Contains(Pair("Cache-Control", "public, max-age=31536000, immutable")));
  for (const auto* path : {"/", "/index.html", "/app.js", "/static/0123456789abcdee/app.js"}) {
    EXPECT_THAT(get(path).headers, Contains(Pair("Cache-Control", "no-cache"))) << path;
  }
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
