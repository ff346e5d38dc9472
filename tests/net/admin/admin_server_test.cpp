#include "net/admin/admin_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/net/metrics/sample_metrics.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell::net {
namespace {

using test_support::http_get;
using test_support::raw_client;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class admin_server_test : public ::testing::Test {
 protected:
  admin_server_test() { options.port = 0; }

  admin_options options;
  sample_sources sample;
  readiness state;
};

TEST_F(admin_server_test, serves_its_site) {
  admin_server server{options, sample.sources, state};
  ASSERT_TRUE(server.start());
  EXPECT_THAT(http_get(server.port(), "/metrics").body, HasSubstr("aurawell_connections 1\n"));
  EXPECT_THAT(http_get(server.port(), "/admin/pools", {{"Accept", "application/json"}}).body,
              StartsWith("{\"pools\":"));
  EXPECT_EQ(http_get(server.port(), "/none").status, 404);
}

TEST_F(admin_server_test, answers_head_without_a_body) {
  admin_server server{options, sample.sources, state};
  ASSERT_TRUE(server.start());
  raw_client client{server.port()};
  client.send("HEAD /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  const auto reply = client.read_to_end();
  ASSERT_TRUE(reply);
  EXPECT_THAT(*reply, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(*reply, HasSubstr("Content-Length: 6\r\n"));
  EXPECT_TRUE(reply->ends_with("\r\n\r\n"));
}

TEST_F(admin_server_test, knows_no_chats) {
  admin_server server{options, sample.sources, state};
  ASSERT_TRUE(server.start());
  const test_support::ws_client client{server.port(), "/ws/chat/u"};
  EXPECT_FALSE(client.connected());
  EXPECT_EQ(client.handshake().status, 404);
}

TEST_F(admin_server_test, refuses_a_header_that_is_too_long) {
  admin_server server{options, sample.sources, state};
  ASSERT_TRUE(server.start());
  EXPECT_EQ(http_get(server.port(), "/livez", {{"X-Long", std::string(9'000, 'x')}}).status, 431);
}

TEST_F(admin_server_test, reads_no_request_out_of_a_body_in_doubt) {
  admin_server server{options, sample.sources, state};
  ASSERT_TRUE(server.start());
  const std::string post = "POST /livez HTTP/1.1\r\nHost: x\r\n";
  const std::string hidden = "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n";
  const std::pair<std::string, std::string> cases[] = {
      {"Transfer-Encoding: identity\r\n\r\n", "400"},
      {"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", "400"},
      {"Content-Length: 0\r\nContent-Length: 0\r\n\r\n", "400"},
      {"Transfer-Encoding: chunked\r\n\r\n1;" + std::string(100'000, 'e'), "431"},
      {"Transfer-Encoding: chunked\r\n\r\n0\r\nA: " + std::string(100'000, 't'), "431"},
      {"Transfer-Encoding: chunked\r\n\r\n401\r\n", "413"},
      {"Expect: more\r\nContent-Length: 5\r\n\r\n", "417"},
  };
  for (const auto& [rest, status] : cases) {
    raw_client client{server.port()};
    client.send(post + rest + hidden);
    const auto replies = client.read_to_end().value_or("(it did not close)");
    EXPECT_THAT(replies, StartsWith("HTTP/1.1 " + status)) << rest.substr(0, 80);
    EXPECT_EQ(replies.rfind("HTTP/1.1 "), 0U) << rest.substr(0, 80);
  }
}

TEST_F(admin_server_test, wants_no_body) {
  admin_server server{options, sample.sources, state};
  ASSERT_TRUE(server.start());
  raw_client client{server.port()};
  client.send(
      "POST /livez HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: "
      "5\r\n\r\n");
  EXPECT_THAT(client.read_to_end().value_or("(it did not close)"), StartsWith("HTTP/1.1 405 "));
}

TEST_F(admin_server_test, names_the_setting_when_its_port_is_taken) {
  admin_server first{options, sample.sources, state};
  ASSERT_TRUE(first.start());
  options.port = first.port();
  admin_server second{options, sample.sources, state};
  const auto started = second.start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.failure().detail,
            "admin.port: cannot listen on 127.0.0.1:" + std::to_string(first.port()) +
                ": Address already in use; set admin.port to a free port, 0 for any, or "
                "admin.enabled to false");
}

}  // namespace
}  // namespace aurawell::net
