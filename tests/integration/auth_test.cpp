// Authentication over real sockets.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "net/auth/tokens/base64url.hpp"
#include "net/auth/tokens/token_gatekeeper.hpp"
#include "tests/integration/service.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using namespace test_support;
using ::testing::HasSubstr;

const std::string jwt_secret(32, 's');

config::settings token_settings() {
  auto values = test_settings();
  values.auth.mode = config::auth_mode::jwt;
  values.auth.tokens.secret = jwt_secret;
  values.auth.tokens.leeway = 0ms;
  return values;
}

std::string token_by(const std::string& key, const std::string& user,
                     std::chrono::milliseconds ttl = 1h,
                     wall_time now = std::chrono::system_clock::now()) {
  net::token_options options;
  options.secret = key;
  const auto gate =
      net::token_gatekeeper::make(net::token_gatekeeper::mode::tokens, options, now).value();
  return gate->issue_for({user}, ttl, now).value().text;
}

/// A forged token, made from a valid one.
std::string unsigned_token(const std::string& token) {
  const auto first = token.find('.');
  const auto last = token.rfind('.');
  return net::base64url_encode(R"({"alg":"none"})") + token.substr(first, last - first + 1);
}

enum class place { query, bearer, protocol };

ws_client connect_with(const running_service& service, place token_place,
                       const std::string& token) {
  switch (token_place) {
    case place::query: return {service.port(), "/ws/chat/ann?lang=en&token=" + token};
    case place::bearer:
      return {service.port(), "/ws/chat/ann?lang=en", {{{"Authorization", "Bearer " + token}}}};
    case place::protocol: break;
  }
  return {service.port(),
          "/ws/chat/ann?lang=en",
          {{{"Sec-WebSocket-Protocol", "aurawell.v1, aurawell.token." + token}}}};
}

void expect_refused(ws_client client, const std::string& reason) {
  EXPECT_TRUE(client.connected());
  const auto end = client.read();
  EXPECT_TRUE(end.is_closed(4001)) << end.code << " " << end.text;
  EXPECT_THAT(end.text, HasSubstr(reason));
}

void refresh(ws_client& client, const std::string& token) {
  client.send(R"({"type":"refresh_token","request_id":"r-1","data":{"token":")" + token + "\"}}");
}

class auth_at : public ::testing::TestWithParam<place> {
 protected:
  ws_client client_with(const std::string& token) {
    return connect_with(service, GetParam(), token);
  }

  running_service service{token_settings()};
};

INSTANTIATE_TEST_SUITE_P(each_place, auth_at,
                         ::testing::Values(place::query, place::bearer, place::protocol));

TEST_P(auth_at, lets_the_owner_of_a_good_token_in) {
  auto client = client_with(token_by(jwt_secret, "ann"));
  const auto hello = read_event(client);
  EXPECT_EQ(hello.type(), "connection_established");
  EXPECT_EQ(hello.text("user_id"), "ann");
  client.send(R"({"type":"general_chat","data":{"message":"hello"}})");
  EXPECT_EQ(read_answer(client).last().status(), "done");
}

TEST_P(auth_at, refuses_everybody_else_with_4001) {
  const auto now = std::chrono::system_clock::now();
  expect_refused(client_with(""), "a token is needed");
  expect_refused(client_with(token_by(jwt_secret, "ann", 1h, now - 2h)), "the token has expired");
  expect_refused(client_with(token_by(std::string(32, 'x'), "ann")),
                 "no key known here has signed it");
  expect_refused(client_with(token_by(jwt_secret, "bob")), "the token belongs to another user");
  expect_refused(client_with(unsigned_token(token_by(jwt_secret, "ann"))), "its algorithm");
  expect_refused(client_with("nonsense"), "the token is not valid");
}

TEST(auth, needs_no_token_in_open_mode_but_no_bad_one_either) {
  auto values = test_settings();
  values.auth.tokens.secret = jwt_secret;
  const running_service service{values};
  service.connect("ann");
  expect_refused(connect_with(service, place::query, "nonsense"), "the token is not valid");
  auto client = connect_with(service, place::bearer, token_by(jwt_secret, "ann"));
  EXPECT_EQ(read_event(client).type(), "connection_established");
}

TEST(auth, closes_a_connection_whose_token_ends) {
  const running_service service{token_settings()};
  auto client = connect_with(service, place::query, token_by(jwt_secret, "ann", 2s));
  EXPECT_EQ(read_event(client).type(), "connection_established");
  const auto end = client.read();
  EXPECT_TRUE(end.is_closed(4001)) << end.code;
  EXPECT_EQ(end.text, "token expired");
}

TEST(auth, goes_on_with_another_token) {
  const running_service service{token_settings()};
  const auto now = std::chrono::system_clock::now();
  const auto short_one = token_by(jwt_secret, "ann", 2s, now);
  std::array clients{connect_with(service, place::query, short_one),
                     connect_with(service, place::query, short_one)};
  for (auto& client : clients) {
    EXPECT_EQ(read_event(client).type(), "connection_established");
  }
  refresh(clients[0], token_by(jwt_secret, "ann"));
  const auto renewed = read_event(clients[0]);
  EXPECT_EQ(renewed.status(), "done");
  EXPECT_EQ(renewed.text("request_id"), "r-1");
  EXPECT_EQ(clients[1].read().text, "token expired");
  clients[0].send(R"({"type":"ping"})");
  EXPECT_EQ(read_event(clients[0]).type(), "pong");
}

TEST(auth, stays_with_the_old_token_when_the_new_one_is_bad) {
  const running_service service{token_settings()};
  auto client = connect_with(service, place::query, token_by(jwt_secret, "ann", 2s));
  EXPECT_EQ(read_event(client).type(), "connection_established");
  refresh(client, token_by(jwt_secret, "bob"));
  const auto refused = read_event(client);
  EXPECT_EQ(refused.status(), "error");
  EXPECT_EQ(refused.text("data.error_code"), "AUTH_1003");
  EXPECT_EQ(client.read().text, "token expired");
}

TEST(auth, takes_another_secret_while_it_runs) {
  auto values = token_settings();
  running_service service{values};
  auto client = connect_with(service, place::query, token_by(jwt_secret, "ann"));
  EXPECT_EQ(read_event(client).type(), "connection_established");
  values.auth.tokens.secret = std::string(32, 'n');
  service.reload(values);
  expect_refused(connect_with(service, place::query, token_by(jwt_secret, "ann")), "no key known");
  auto next = connect_with(service, place::query, token_by(values.auth.tokens.secret, "ann"));
  EXPECT_EQ(read_event(next).type(), "connection_established");
  client.send(R"({"type":"ping"})");
  EXPECT_EQ(read_event(client).type(), "pong");
}

}  // namespace
}  // namespace aurawell
