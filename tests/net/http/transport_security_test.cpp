#include "net/http/transport_security.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using std::chrono::hours;
using ::testing::IsEmpty;

using header_rows = std::vector<std::pair<std::string_view, std::string>>;

header_rows security_headers(std::string_view host, std::chrono::milliseconds max_age) {
  http_reply reply;
  add_transport_security(reply, host, max_age);
  return reply.headers;
}

http_reply redirected(std::uint16_t port, std::string_view host, std::string_view target) {
  return make_https_redirect(port)(
      {.method = "GET", .target = target, .if_none_match = "", .host = host}, {});
}

std::string location_of(const http_reply& reply) {
  return reply.headers.empty() ? "" : reply.headers.front().second;
}

TEST(transport_security, is_told_for_names_only) {
  const header_rows told{{"Strict-Transport-Security", "max-age=3600"}};
  EXPECT_EQ(security_headers("app.example.com", hours{1}), told);
  EXPECT_EQ(security_headers("app.example.com:8443", hours{1}), told);
  for (const auto* host :
       {"localhost", "localhost:8443", "127.0.0.1", "10.0.0.5:443", "[::1]", ""}) {
    EXPECT_THAT(security_headers(host, hours{1}), IsEmpty()) << host;
  }
  EXPECT_THAT(security_headers("app.example.com", hours{0}), IsEmpty());
}

TEST(https_redirect, keeps_host_and_target) {
  const auto reply = redirected(443, "app.example.com", "/a?b=c");
  EXPECT_EQ(reply.status, 308U);
  EXPECT_EQ(location_of(reply), "https://app.example.com/a?b=c");
  EXPECT_EQ(location_of(redirected(8443, "app.example.com:80", "/")),
            "https://app.example.com:8443/");
  EXPECT_EQ(location_of(redirected(8443, "[::1]:80", "/")), "https://[::1]:8443/");
  EXPECT_EQ(redirected(443, "", "/").status, 400U);
}

}  // namespace
}  // namespace aurawell::net
