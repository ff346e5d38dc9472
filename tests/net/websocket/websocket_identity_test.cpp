// The user of a WebSocket, and its expiry.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/net/dispatch/server_fixture.hpp"
#include "tests/support/captured_log.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using test_support::header_list;
using test_support::ws_client;
using ::testing::HasSubstr;
using ::testing::Not;

class websocket_identity : public server_test {
 protected:
  websocket_identity() { gate.open = false; }

  /// The same token at each of the three places; at none of them when it is empty.
  std::vector<ws_client> with_token(const std::string& token) {
    std::vector<ws_client> clients;
    clients.emplace_back(port, "/ws/chat/ann" + (token.empty() ? "" : "?token=" + token));
    header_list bearer{{"Authorization", "Bearer " + token}};
    clients.emplace_back(port, "/ws/chat/ann", test_support::ws_connect_options{bearer});
    header_list protocol{{"Sec-WebSocket-Protocol", "aurawell.v1, aurawell.token." + token}};
    clients.emplace_back(port, "/ws/chat/ann", test_support::ws_connect_options{protocol});
    return clients;
  }

  void expect_refused(const std::string& token, const std::string& reason) {
    for (auto& client : with_token(token)) {
      EXPECT_TRUE(client.connected()) << "a browser can only read how it is closed";
      const auto end = client.read();
      EXPECT_TRUE(end.is_closed(4001)) << end.code;
      EXPECT_EQ(end.text, reason);
    }
  }

  void refresh(ws_client& client, const std::string& token) {
    client.send(R"({"type":"refresh_token","request_id":"r-1","data":{"token":")" + token + "\"}}");
  }

  /// What the session of the only connection received about the last token.
  renew_token_command note_received() {
    const auto session = gateway.session();
    EXPECT_TRUE(session->eventually([](const auto& s) { return !s.commands.empty(); }));
    return std::get<renew_token_command>(session->commands.back());
  }
};

TEST_F(websocket_identity, is_proved_at_any_of_three_places) {
  start();
  for (auto& client : with_token("token-of-ann")) {
    EXPECT_THAT(client.read().text, HasSubstr("connection_established"));
    EXPECT_THAT(client.handshake().header("Sec-WebSocket-Protocol"), Not(HasSubstr("token")));
  }
  EXPECT_EQ(gateway.session()->client.user.value, "ann");
}

TEST_F(websocket_identity, is_asked_for_with_4001) {
  start();
  expect_refused("", "a token is needed");
  expect_refused("nonsense", "the token is no good");
  expect_refused("expired", "the token has expired");
  expect_refused("token-of-bob", "the token is somebody else's");
  EXPECT_EQ(census.now().connections, 0U);
}

TEST_F(websocket_identity, that_cannot_be_decoded_is_none) {
  gate.open = true;
  start();
  EXPECT_TRUE(ws_client(port, "/ws/chat/ann?token=%zz").read().is_closed(4001));
}

TEST_F(websocket_identity, of_a_stranger_uses_up_nothing_of_the_user) {
  options.connects_per_user = 1;
  start();
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(ws_client(port, "/ws/chat/ann?token=x").read().is_closed(4001));
  }
  connect("/ws/chat/ann?token=token-of-ann");
}

TEST_F(websocket_identity, ends_with_its_token) {
  gate.life = 100ms;
  start();
  auto client = connect("/ws/chat/ann?token=token-of-ann");
  const auto end = client.read();
  EXPECT_TRUE(end.is_closed(4001)) << end.code;
  EXPECT_EQ(end.text, "token expired");
  EXPECT_TRUE(gateway.session()->is_closed());
}

TEST_F(websocket_identity, does_not_end_for_who_needs_no_token) {
  gate.open = true;
  gate.life = 0ms;
  start();
  auto client = connect("/ws/chat/ann");
  client.send(R"({"type":"ping"})");
  EXPECT_THAT(client.read().text, HasSubstr("pong"));
}

TEST_F(websocket_identity, is_renewed_by_another_token) {
  gate.life = 24h * 365 * 100;
  start();
  auto client = connect("/ws/chat/ann?token=token-of-ann");
  const auto before = std::chrono::system_clock::now();
  refresh(client, "token-of-ann");
  const auto renewed = note_received();
  EXPECT_EQ(renewed.request.value, "r-1");
  EXPECT_FALSE(renewed.refused);
  EXPECT_GE(renewed.expires_at, before + gate.life);
}

TEST_F(websocket_identity, ends_with_the_newest_token) {
  start();
  auto client = connect("/ws/chat/ann?token=token-of-ann");
  gate.life = 100ms;
  refresh(client, "token-of-ann");
  EXPECT_EQ(client.read().text, "token expired");
}

TEST_F(websocket_identity, stays_as_it_was_after_a_bad_token) {
  start();
  auto client = connect("/ws/chat/ann?token=token-of-ann");
  for (const auto& [token, code] :
       {std::pair{"nonsense", ec::token_invalid}, std::pair{"token-of-bob", ec::token_invalid},
        std::pair{"expired", ec::token_expired}}) {
    gateway.session()->note([](auto& s) { s.commands.clear(); });
    refresh(client, token);
    const auto refused = note_received();
    ASSERT_TRUE(refused.refused) << token;
    EXPECT_EQ(refused.refused->code, code);
  }
  client.send(R"({"type":"ping"})");
  EXPECT_THAT(client.read().text, HasSubstr("pong"));
}

TEST_F(websocket_identity, ends_when_its_login_was_revoked_during_the_upgrade) {
  start();
  gate.revoke({"login-of-ann", {"ann"}, {}});
  auto client = connect("/ws/chat/ann?token=token-of-ann");
  const auto end = client.read();
  EXPECT_TRUE(end.is_closed(4001));
  EXPECT_EQ(end.text, "signed out");
}

TEST_F(websocket_identity, is_in_no_line_of_the_log) {
  const test_support::captured_log log{logging::level::debug};
  start();
  for (const std::string token : {"token-of-ann", "token-of-bob-SECRET", "nonsense-SECRET"}) {
    for (auto& client : with_token(token)) {
      client.read();
      refresh(client, token);
      refresh(client, "nonsense-SECRET");
      client.send(R"({"type":"refresh_token","data":{"token":["SECRET"]}})");
      client.send(R"({"type":"refresh_token","data":"SECRET"})");
      client.close();
    }
  }
  EXPECT_TRUE(front->drained(test_support::test_patience));
  front.reset();
  threads.reset();
  EXPECT_THAT(log.text(), HasSubstr("refused"));
  EXPECT_THAT(log.text(), Not(HasSubstr("SECRET")));
  EXPECT_THAT(log.text(), Not(HasSubstr("token-of")));
}

}  // namespace
}  // namespace aurawell::net
