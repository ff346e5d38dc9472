#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/net/dispatch/server_fixture.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using test_support::http_get;
using test_support::http_request;
using test_support::http_send;
using test_support::raw_client;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class http_session : public server_test {};

int count(std::string_view text, std::string_view part) {
  int found = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

TEST_F(http_session, serves_page_and_health) {
  start();
  const auto page = http_get(port, "/");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<html"));
  EXPECT_EQ(page.header("Content-Length"), std::to_string(page.body.size()));
  EXPECT_THAT(page.header("Content-Security-Policy"), HasSubstr("default-src 'self'"));
  EXPECT_THAT(page.header("Date"), HasSubstr(" GMT"));
  EXPECT_EQ(http_get(port, "/", {{"If-None-Match", page.header("ETag")}}).status, 304);
  EXPECT_THAT(http_get(port, "/api/v1/health").body, HasSubstr("healthy"));
  EXPECT_EQ(http_get(port, "/none").status, 404);
}

TEST_F(http_session, answers_head_without_a_body) {
  start();
  raw_client client{port};
  client.send("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto reply = client.read_to_end();
  ASSERT_TRUE(reply);
  EXPECT_THAT(*reply, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_TRUE(reply->ends_with("\r\n\r\n"));
  EXPECT_EQ(count(*reply, "Content-Length: 0\r\n"), 0);
}

TEST_F(http_session, answers_pipelined_requests_in_order) {
  start();
  raw_client client{port};
  client.send(
      "GET /ws/health HTTP/1.1\r\nHost: x\r\n\r\n"
      "GET /none HTTP/1.1\r\nHost: x\r\n\r\n"
      "POST /api/v1/health HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
      "GET /ws/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto replies = client.read_to_end();
  ASSERT_TRUE(replies);
  const auto first = replies->find("200 OK");
  const auto second = replies->find("404 Not Found");
  const auto third = replies->find("405 Method Not Allowed");
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
  EXPECT_LT(third, replies->rfind("200 OK"));
  EXPECT_EQ(count(*replies, "HTTP/1.1 "), 4);
}

TEST_F(http_session, keeps_a_connection_for_the_next_request) {
  start();
  raw_client client{port};
  for (int i = 0; i < 3; ++i) {
    client.send("GET /ws/health HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(client.read_until("connected_users\":0"));
  }
}

TEST_F(http_session, closes_an_idle_connection) {
  options.keep_alive_timeout = 40ms;
  start();
  raw_client client{port};
  client.send("GET /ws/health HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto all = client.read_to_end();
  ASSERT_TRUE(all);
  EXPECT_EQ(count(*all, "HTTP/1.1 "), 1);
}

TEST_F(http_session, closes_half_open_connections_without_a_word) {
  options.handshake_timeout = 40ms;
  start();
  raw_client silent{port};
  raw_client halting{port};
  halting.send("GET / HTTP/1.1\r\nHost: ");
  EXPECT_EQ(silent.read_to_end(), "");
  EXPECT_EQ(halting.read_to_end(), "");
  EXPECT_TRUE(front->drained(test_support::test_patience));
}

TEST_F(http_session, refuses_a_header_that_is_too_long) {
  options.max_header_bytes = 2'048;
  start();
  raw_client client{port};
  client.send("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + std::string(100'000, 'x') + "\r\n\r\n");
  const auto reply = client.read_to_end();
  ASSERT_TRUE(reply);
  EXPECT_THAT(*reply, StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(*reply, HasSubstr("VALIDATION_1104"));
}

TEST_F(http_session, refuses_a_body_that_is_too_long) {
  options.max_body_bytes = 1'000;
  start();
  http_request request{"POST", "/api/v1/health", {}, std::string(300'000, 'x')};
  EXPECT_EQ(http_send(port, request).status, 413);
  raw_client chunked{port};
  chunked.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n800\r\n" +
               std::string(0x800, 'x') + "\r\n0\r\n\r\n");
  EXPECT_THAT(*chunked.read_to_end(), StartsWith("HTTP/1.1 413 "));
}

TEST_F(http_session, answers_garbage_with_400_and_goes_on) {
  start();
  for (const std::string_view garbage :
       {"\r\n\r\nhello\r\n\r\n", "GET\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00"}) {
    raw_client client{port};
    client.send(garbage);
    client.shutdown_send();
    const auto reply = client.read_to_end();
    ASSERT_TRUE(reply) << garbage;
    if (!reply->empty()) {
      EXPECT_THAT(*reply, StartsWith("HTTP/1.1 400 ")) << garbage;
    }
  }
  EXPECT_EQ(http_get(port, "/ws/health").status, 200);
}

TEST_F(http_session, understands_requests_of_proxies_and_of_old_clients) {
  start();
  raw_client proxied{port};
  proxied.send("GET http://x/ws/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(*proxied.read_to_end(), StartsWith("HTTP/1.1 200 "));
  raw_client old{port};
  old.send("GET /ws/health HTTP/1.0\r\n\r\n");
  EXPECT_THAT(*old.read_to_end(), HasSubstr("200 OK"));
}

}  // namespace
}  // namespace aurawell::net
