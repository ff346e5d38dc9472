#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/net/server_fixture.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using test_support::http_get;
using test_support::http_send;
using test_support::raw_client;
using test_support::ws_client;
using test_support::ws_connect_options;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class upgrade : public server_test {
 protected:
  int status_with_origin(const std::string& origin) {
    const ws_client client{port, "/ws/chat/u1", {.headers = {{"Origin", origin}}}};
    return client.handshake().status;
  }
};

TEST_F(upgrade, tells_the_session_who_connects) {
  start();
  const auto client = connect("/ws/chat/user%5F1?lang=en&token=secret");
  const auto session = gateway.session();
  EXPECT_EQ(session->who.user.value, "user_1");
  EXPECT_EQ(session->who.lang, language::en);
  EXPECT_THAT(session->who.connection.value, StartsWith("c-"));
  EXPECT_EQ(census.now().connections, 1U);
  EXPECT_THAT(http_get(port, "/ws/health").body, HasSubstr("\"active_connections\":1"));
}

TEST_F(upgrade, selects_only_its_own_protocol) {
  start();
  const ws_client offered{
      port,
      "/ws/chat/u1",
      {.headers = {{"Sec-WebSocket-Protocol", "other, aurawell.v1, aurawell.token.abc.def-x_y"}}}};
  EXPECT_TRUE(offered.connected());
  EXPECT_EQ(offered.handshake().header("Sec-WebSocket-Protocol"), "aurawell.v1");
  const ws_client none{port, "/ws/chat/u1"};
  EXPECT_TRUE(none.connected());
  EXPECT_EQ(none.handshake().header("Sec-WebSocket-Protocol"), "");
}

TEST_F(upgrade, compresses_nothing) {
  start();
  const ws_client client{
      port, "/ws/chat/u1", {.headers = {{"Sec-WebSocket-Extensions", "permessage-deflate"}}}};
  EXPECT_TRUE(client.connected());
  EXPECT_EQ(client.handshake().header("Sec-WebSocket-Extensions"), "");
}

TEST_F(upgrade, closes_a_malformed_user_with_4001) {
  start();
  ws_client client{port, "/ws/chat/a%20b"};
  ASSERT_TRUE(client.connected());
  const auto frame = client.read();
  EXPECT_TRUE(frame.is_closed(4001)) << frame.code;
  EXPECT_EQ(frame.text, "user id is malformed");
  EXPECT_EQ(census.now().connections, 0U);
  client.drop();
  EXPECT_TRUE(front->drained(test_support::test_patience));
}

TEST_F(upgrade, has_no_chat_without_a_user) {
  start();
  for (const auto* path : {"/ws/chat/", "/ws/chat", "/ws/chat/a/b", "/ws/chat/a/", "/ws/other"}) {
    const ws_client client{port, path};
    EXPECT_EQ(client.handshake().status, 404) << path;
    EXPECT_THAT(client.handshake().body, HasSubstr("\"success\":false")) << path;
  }
}

TEST_F(upgrade, is_required_on_the_chat_path) {
  start();
  const auto reply = http_get(port, "/ws/chat/u1");
  EXPECT_EQ(reply.status, 426);
  EXPECT_EQ(reply.header("Upgrade"), "websocket");
  EXPECT_EQ(http_send(port, {"POST", "/ws/chat/u1"}).status, 405);
}

TEST_F(upgrade, refuses_handshakes_that_are_none) {
  start();
  raw_client old{port};
  old.send(
      "GET /ws/chat/u HTTP/1.1\r\nHost: x\r\nConnection: upgrade, close\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  const auto reply = old.read_to_end();
  ASSERT_TRUE(reply);
  EXPECT_THAT(*reply, StartsWith("HTTP/1.1 426 "));
  EXPECT_THAT(*reply, HasSubstr("Sec-WebSocket-Version: 13\r\n"));
  raw_client keyless{port};
  keyless.send(
      "GET /ws/chat/u HTTP/1.1\r\nHost: x\r\nConnection: upgrade, close\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\n\r\n");
  EXPECT_THAT(*keyless.read_to_end(), StartsWith("HTTP/1.1 400 "));
}

TEST_F(upgrade, follows_the_origin_policy) {
  options.allowed_origins = {"https://app.example.com"};
  start();
  EXPECT_EQ(status_with_origin("http://127.0.0.1:" + std::to_string(port)), 101);
  EXPECT_EQ(status_with_origin("http://localhost:5173"), 101);
  EXPECT_EQ(status_with_origin("https://app.example.com"), 101);
  EXPECT_EQ(status_with_origin("https://evil.example.com"), 403);
  EXPECT_EQ(status_with_origin("null"), 403);
  const ws_client refused{port, "/ws/chat/u1", {.headers = {{"Origin", "https://evil.example"}}}};
  EXPECT_THAT(refused.handshake().body, HasSubstr("AUTH_1005"));
}

TEST_F(upgrade, serves_the_limit_and_tells_the_next_to_wait) {
  options.max_connections = 2;
  start();
  auto first = connect();
  const auto second = connect();
  const ws_client third{port, "/ws/chat/u3"};
  EXPECT_EQ(third.handshake().status, 503);
  EXPECT_NE(third.handshake().header("Retry-After"), "");
  EXPECT_THAT(third.handshake().body, HasSubstr("SYSTEM_1702"));
  EXPECT_EQ(http_get(port, "/").status, 503);
  first.close();
  ASSERT_TRUE(gateway.session(0)->is_closed());
  EXPECT_TRUE(ws_client(port, "/ws/chat/u4").connected());
}

TEST_F(upgrade, takes_long_and_odd_queries) {
  start();
  for (const auto& query : {std::string(8'000, 'x'), std::string{"&&&=%&seq=-9&token=%zz"},
                            "token=" + std::string(8'000, 't')}) {
    EXPECT_TRUE(ws_client(port, "/ws/chat/u1?" + query).connected());
  }
}

}  // namespace
}  // namespace aurawell::net
