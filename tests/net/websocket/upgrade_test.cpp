#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "tests/net/dispatch/server_fixture.hpp"

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
  const auto client = connect("/ws/chat/user%5F1?lang=en&token=token-of-user_1");
  const auto session = gateway.session();
  EXPECT_EQ(session->client.user.value, "user_1");
  EXPECT_EQ(session->client.lang, language::en);
  EXPECT_THAT(session->client.connection.value, StartsWith("c-"));
  EXPECT_EQ(census.now().connections, 1U);
  EXPECT_THAT(http_get(port, "/ws/health").body, HasSubstr("\"active_connections\":1"));
}

TEST_F(upgrade, tells_the_session_how_to_resume) {
  start();
  const auto fresh = connect();
  EXPECT_FALSE(gateway.session(0)->client.resume);
  const auto back = connect("/ws/chat/u1?session=s-1&epoch=e%2D1&seq=42");
  const auto& resume = gateway.session(1)->client.resume;
  ASSERT_TRUE(resume);
  EXPECT_EQ(resume->session.value, "s-1");
  EXPECT_EQ(resume->epoch, "e-1");
  EXPECT_EQ(resume->seq, 42U);
}

TEST_F(upgrade, tells_the_session_where_the_client_is) {
  start();
  const auto near = connect();
  EXPECT_EQ(gateway.session(0)->client.address, "") << "this machine is a trusted proxy";
  const auto far = connect("/ws/chat/u1", {.headers = {{"X-Forwarded-For", "203.0.113.5"},
                                                       {"x-forwarded-for", "198.51.100.9"}}});
  EXPECT_EQ(gateway.session(1)->client.address, "198.51.100.9");
}

TEST_F(upgrade, believes_no_proxy_that_is_not_trusted) {
  options.trusted_proxies.clear();
  start();
  const auto client = connect("/ws/chat/u1", {.headers = {{"X-Forwarded-For", "198.51.100.9"}}});
  EXPECT_EQ(gateway.session()->client.address, "127.0.0.1");
}

TEST_F(upgrade, is_refused_to_a_user_who_connects_too_often) {
  options.connects_per_user = 2;
  start();
  connect();
  connect();
  const ws_client refused{port, "/ws/chat/u1"};
  EXPECT_EQ(refused.handshake().status, 429);
  const auto wait = std::stoi(refused.handshake().header("Retry-After"));
  EXPECT_GE(wait, 1);
  EXPECT_LE(wait, 30);
  EXPECT_THAT(refused.handshake().body, HasSubstr("SYSTEM_1705"));
  EXPECT_THAT(refused.handshake().body, HasSubstr("\"retryable\":true"));
  EXPECT_TRUE(ws_client(port, "/ws/chat/u2").connected());
}

TEST_F(upgrade, without_a_user_does_not_count_as_one) {
  options.connects_per_user = 1;
  start();
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(ws_client(port, "/ws/chat/a%20b").read().is_closed(4001));
  }
}

TEST_F(upgrade, is_refused_to_an_address_that_connects_too_often) {
  options.connects_per_address = 2;
  start();
  const auto status_from = [&](const std::string& address, const std::string& user) {
    const ws_client client{port, "/ws/chat/" + user, {.headers = {{"X-Forwarded-For", address}}}};
    return client.handshake().status;
  };
  EXPECT_EQ(status_from("198.51.100.9", "a"), 101);
  EXPECT_EQ(status_from("198.51.100.9", "b"), 101);
  EXPECT_EQ(status_from("198.51.100.9", "c"), 429);
  EXPECT_EQ(status_from("198.51.100.10", "d"), 101);
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(ws_client(port, "/ws/chat/u" + std::to_string(i)).connected())
        << "no address, no limit per address";
  }
}

TEST_F(upgrade, of_a_connection_too_many_closes_the_users_oldest) {
  options.max_connections_per_user = 2;
  start();
  auto first = connect();
  auto second = connect();
  const auto other = connect("/ws/chat/u2");
  auto third = connect();
  const auto end = first.read();
  EXPECT_TRUE(end.is_closed(4005)) << end.code;
  EXPECT_EQ(end.text, "too many connections of this user");
  third.close();
  ASSERT_TRUE(gateway.session(3)->is_closed());
  const auto fourth = connect();
  second.send(R"({"type":"ping"})");
  EXPECT_TRUE(second.read().is_text()) << "who has left does not count";
}

TEST_F(upgrade, to_a_session_that_is_open_elsewhere_does_not_count_twice) {
  options.max_connections_per_user = 2;
  start();
  auto before = connect("/ws/chat/u1?session=s-1&epoch=e");
  auto other = connect();
  const auto after = connect("/ws/chat/u1?session=s-1&epoch=e");
  for (auto* client : {&before, &other}) {
    client->send(R"({"type":"ping"})");
    EXPECT_TRUE(client->read().is_text());
  }
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
  // The place is free a moment after the session has heard of the end.
  EXPECT_TRUE(test_support::eventually([&] { return ws_client(port, "/ws/chat/u4").connected(); }));
}

TEST_F(upgrade, is_refused_to_an_address_with_too_many_connections) {
  options.max_connections_per_address = 2;
  options.trusted_proxies.clear();
  start();
  auto first = connect();
  const auto second = connect();
  const auto refused = http_get(port, "/");
  EXPECT_EQ(refused.status, 429);
  EXPECT_NE(refused.header("Retry-After"), "");
  EXPECT_THAT(refused.body, HasSubstr("SYSTEM_1705"));
  first.close();
  ASSERT_TRUE(gateway.session(0)->is_closed());
  EXPECT_TRUE(test_support::eventually([&] { return ws_client(port, "/ws/chat/u2").connected(); }));
}

TEST_F(upgrade, counts_chats_through_a_gateway_for_the_address_that_it_tells) {
  options.max_connections_per_address = 2;
  start();
  const auto from = [&](const std::string& address, const std::string& user) {
    return ws_client{port, "/ws/chat/" + user, {.headers = {{"X-Forwarded-For", address}}}};
  };
  const auto first = from("198.51.100.9", "a");
  const auto second = from("198.51.100.9", "b");
  EXPECT_TRUE(first.connected());
  EXPECT_TRUE(second.connected());
  EXPECT_EQ(from("198.51.100.9", "c").handshake().status, 429);
  EXPECT_TRUE(from("198.51.100.10", "c").connected());
  std::vector<ws_client> own;
  for (int i = 0; i < 4; ++i) {
    own.emplace_back(port, "/ws/chat/u" + std::to_string(i));
    EXPECT_TRUE(own.back().connected()) << "the gateway's own address has no limit";
  }
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
