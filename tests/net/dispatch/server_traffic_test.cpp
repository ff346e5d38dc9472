// What a server reports of its sockets, chats and replies.

#include <gtest/gtest.h>

#include <string>

#include "tests/net/dispatch/server_fixture.hpp"

namespace aurawell::net {
namespace {

using test_support::http_get;
using test_support::http_send;
using test_support::raw_client;

class server_traffic : public server_test {
 protected:
  static std::string handshake(handshake_outcome outcome) {
    return "handshake " + std::to_string(int(outcome));
  }
  static std::string socket(socket_outcome outcome) {
    return "socket " + std::to_string(int(outcome));
  }
  static std::string closed(close_side side, int code) {
    return "chat closed by " + std::to_string(int(side)) + " " + std::to_string(code);
  }
};

TEST_F(server_traffic, reports_replies_by_pattern_and_not_by_path) {
  start();
  http_get(port, "/api/v1/health?x=1");
  http_get(port, "/api/v1/chat/conversations/secret/messages");
  http_get(port, "/api/v1/secret");
  http_get(port, "/secret");
  http_get(port, "/");
  http_send(port, {"POST", "/ws/health", {}, ""});
  raw_client strange{port};
  strange.send("nonsense\r\n\r\n");
  EXPECT_TRUE(strange.read_to_end());
  EXPECT_TRUE(measured.has("GET /api/v1/health 200"));
  EXPECT_TRUE(measured.has("GET /api/v1/chat/conversations/{id}/messages 401"));
  EXPECT_TRUE(measured.has("GET none 404"));
  EXPECT_TRUE(measured.has("GET page 404"));
  EXPECT_TRUE(measured.has("GET page 200"));
  EXPECT_TRUE(measured.has("POST /ws/health 405"));
  EXPECT_TRUE(measured.has(" unreadable 400"));
}

TEST_F(server_traffic, reports_a_chat_from_its_handshake_to_its_end) {
  start();
  {
    auto client = connect();
    client.send(R"({"type":"ping"})");
    client.read();
    client.close(1000);
  }
  EXPECT_TRUE(measured.has(closed(close_side::client, 1000)));
  EXPECT_TRUE(measured.has("closed"));
  EXPECT_EQ(measured.count(socket(socket_outcome::admitted)), 1U);
  EXPECT_EQ(measured.count("GET /ws/chat/{user_id} 101"), 1U);
  EXPECT_EQ(measured.count(handshake(handshake_outcome::opened)), 1U);
  EXPECT_EQ(measured.count("received 15"), 1U);
  EXPECT_TRUE(measured.has("sent", 2));
}

TEST_F(server_traffic, tells_lost_clients_from_those_that_it_closes) {
  start();
  connect("/ws/chat/lost").drop();
  EXPECT_TRUE(measured.has(closed(close_side::nobody, 1006)));
  auto wrong = connect("/ws/chat/wrong");
  wrong.send_binary("x");
  wrong.read();
  EXPECT_TRUE(measured.has(closed(close_side::server, 1003)));
}

TEST_F(server_traffic, reports_why_no_chat_was_opened) {
  options.connects_per_user = 1;
  start();
  http_get(port, "/ws/chat/ann");
  EXPECT_TRUE(measured.has(handshake(handshake_outcome::invalid)));
  const auto first = connect("/ws/chat/ann");
  const test_support::ws_client second{port, "/ws/chat/ann"};
  EXPECT_EQ(second.handshake().status, 429);
  EXPECT_TRUE(measured.has(handshake(handshake_outcome::too_often)));
  EXPECT_TRUE(measured.has("GET /ws/chat/{user_id} 429"));
}

TEST_F(server_traffic, reports_sockets_for_which_there_is_no_room) {
  options.max_connections = 1;
  start();
  const auto first = connect();
  const test_support::ws_client second{port, "/ws/chat/bob"};
  EXPECT_EQ(second.handshake().status, 503);
  EXPECT_TRUE(measured.has(socket(socket_outcome::full)));
  EXPECT_TRUE(measured.has(handshake(handshake_outcome::full)));
  EXPECT_EQ(measured.count("closed"), 0U);
}

}  // namespace
}  // namespace aurawell::net
