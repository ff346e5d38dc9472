#include "net/websocket/websocket_handshake.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/net/dispatch/server_fixture.hpp"
#include "tests/net/socket/client_frames.hpp"

namespace aurawell::net {
namespace {

using namespace opcode;
using test_support::raw_client;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using lines = std::vector<std::string>;

/// A handshake with other lines for one header.
struct handshake_row {
  std::string header;
  lines instead;
  int status = 0;
};

const std::string good_key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

std::string handshake(const handshake_row& changed = {}) {
  std::string request = "GET /ws/chat/u HTTP/1.1\r\n";
  for (const auto& line : lines{"Host: chat.example.com", "Connection: Upgrade",
                                "Upgrade: websocket", "Sec-WebSocket-Version: 13", good_key}) {
    if (changed.header.empty() || !line.starts_with(changed.header + ":")) {
      request += line + "\r\n";
    }
  }
  for (const auto& line : changed.instead) {
    request += line + "\r\n";
  }
  return request + "\r\n";
}

int responses_in(const std::string& bytes) {
  int count = 0;
  for (auto at = bytes.find("HTTP/1.1 "); at != std::string::npos;
       at = bytes.find("HTTP/1.1 ", at + 1)) {
    ++count;
  }
  return count;
}

class websocket_handshake : public server_test {
 protected:
  /// The head of the first response.
  std::string head_of(const std::string& bytes) {
    raw_client client{port};
    client.send(bytes);
    return client.read_until("\r\n\r\n").value_or("nothing");
  }

  void expect_statuses(const std::vector<handshake_row>& rows) {
    for (const auto& changed : rows) {
      const auto head = head_of(handshake(changed));
      EXPECT_THAT(head, StartsWith("HTTP/1.1 " + std::to_string(changed.status)))
          << changed.header << ", " << ::testing::PrintToString(changed.instead);
    }
  }
};

TEST_F(websocket_handshake, takes_lists_over_several_lines) {
  start();
  expect_statuses({
      {"Connection", {"Connection: keep-alive", "Connection: Upgrade"}, 101},
      {"Connection", {"Connection: Upgrade", "Connection: keep-alive"}, 101},
      {"Connection", {"Connection: keep-alive, , UPGRADE"}, 101},
      {"Connection", {"Connection: keep-alive", "Connection: close"}, 426},
      {"Connection", {"Connection: upgraded"}, 426},
      {"Connection", {}, 426},
      {"Upgrade", {"Upgrade: h2c", "Upgrade: WebSocket"}, 101},
      {"Upgrade", {"Upgrade: h2c, websocket"}, 101},
      {"Upgrade", {"Upgrade: h2c", "Upgrade: websockets"}, 426},
      {"Upgrade", {"Upgrade: websocket;q=1"}, 426},
      {"Upgrade", {"Upgrade: ,\twebsocket ,"}, 101},
      {"Upgrade", {}, 426},
  });
}

TEST_F(websocket_handshake, selects_its_protocol_from_any_line) {
  start();
  const auto selected = [&](const lines& offered) {
    const auto head = head_of(handshake({"Sec-WebSocket-Protocol", offered, 101}));
    EXPECT_THAT(head, StartsWith("HTTP/1.1 101 "));
    return head.find("Sec-WebSocket-Protocol: aurawell.v1\r\n") != std::string::npos;
  };
  EXPECT_TRUE(selected({"Sec-WebSocket-Protocol: other", "Sec-WebSocket-Protocol: aurawell.v1"}));
  EXPECT_TRUE(selected({"Sec-WebSocket-Protocol: a, b", "Sec-WebSocket-Protocol: c, aurawell.v1"}));
  EXPECT_FALSE(selected({"Sec-WebSocket-Protocol: other"}));
  EXPECT_FALSE(selected({"Sec-WebSocket-Protocol: AuraWell.V1"})) << "the client offered another";
}

TEST_F(websocket_handshake, takes_one_key_of_16_bytes) {
  start();
  const std::string name = "Sec-WebSocket-Key";
  expect_statuses({
      {name, {name + ": AAAAAAAAAAAAAAAAAAAAAA=="}, 101},
      {name, {name + ": +/+/+/+/+/+/+/+/+/+/+w=="}, 101},
      {name, {}, 400},
      {name, {name + ":"}, 400},
      {name, {good_key, good_key}, 400},
      {name, {good_key, name + ": AAAAAAAAAAAAAAAAAAAAAA=="}, 400},
      {name, {good_key + ", AAAAAAAAAAAAAAAAAAAAAA=="}, 400},
      {name, {name + ": dGhlIHNhbXBsZSBub25jZQ="}, 400},
      {name, {name + ": dGhlIHNhbXBsZSBub25jZQ"}, 400},
      {name, {name + ": dGhlIHNhbXBsZSBub25jZSE="}, 400},
      {name, {name + ": dGhlIHNhbXBsZSBub25j"}, 400},
      {name, {name + ": dGhlIHNhbXBsZSBub25jZ==="}, 400},
      {name, {name + ": dGhlIHNhbXBsZSBub25jZQ==x"}, 400},
      {name, {name + ": dGhlIHNhbXBsZS_ub25jZQ=="}, 400},
      {name, {name + ": dGhlIHNhbXBs ZSBub25jZQ=="}, 400},
      {name, {name + ": " + std::string(200, 'A')}, 400},
  });
}

TEST_F(websocket_handshake, takes_one_version) {
  start();
  const std::string name = "Sec-WebSocket-Version";
  expect_statuses({
      {name, {name + ": 13", name + ": 13"}, 400},
      {name, {name + ": 8", name + ": 13"}, 400},
      {name, {name + ": 13, 8"}, 426},
      {name, {name + ": 8"}, 426},
      {name, {name + ": 013"}, 426},
      {name, {name + ":"}, 426},
      {name, {}, 426},
  });
}

TEST_F(websocket_handshake, takes_one_host) {
  start();
  expect_statuses({
      {"Host", {"Host: [2001:db8::1]:8000"}, 101},
      {"Host", {}, 400},
      {"Host", {"Host:"}, 400},
      {"Host", {"Host: a", "Host: a"}, 400},
      {"Host", {"Host: a b"}, 400},
      {"Host", {"Host: user@a"}, 400},
      {"Host", {"Host: a:port"}, 400},
      {"Host", {"Host: a:65536"}, 400},
      {"Host", {"Host: http://a/"}, 400},
      {"Host", {"Host: [::."}, 400},
  });
}

TEST_F(websocket_handshake, takes_one_origin_or_none) {
  options.allowed_origins = {"https://app.example.com"};
  start();
  expect_statuses({
      {"Origin", {}, 101},
      {"Origin", {"Origin: https://app.example.com"}, 101},
      {"Origin", {"Origin: http://chat.example.com"}, 101},
      {"Origin", {"Origin: https://app.example.com", "Origin: https://app.example.com"}, 400},
      {"Origin", {"Origin: https://app.example.com", "Origin: https://evil.example"}, 400},
      {"Origin", {"Origin: https://app.example.com https://evil.example"}, 403},
      {"Origin", {"Origin: http://evil@chat.example.com"}, 403},
      {"Origin", {"Origin: http://user@localhost"}, 403},
      {"Origin", {"Origin: http://chat.example.com/path"}, 403},
      {"Origin", {"Origin: http://[::."}, 403},
  });
}

TEST_F(websocket_handshake, answers_no_expectation_and_names_no_library) {
  start();
  const auto head = head_of(handshake({"Expect", {"Expect: 100-continue"}, 101}));
  EXPECT_THAT(head, StartsWith("HTTP/1.1 101 "));
  EXPECT_THAT(head, Not(HasSubstr("Beast")));
  EXPECT_THAT(head, HasSubstr("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
}

TEST_F(websocket_handshake, with_a_frame_behind_it_is_refused_once) {
  start();
  for (const auto& behind : {frame(fin | text, R"({"type":"ping"})"), std::string{"\x81"},
                             std::string{"GET / HTTP/1.1\r\nHost: a\r\n\r\n"}}) {
    raw_client client{port};
    client.send(handshake() + behind);
    const auto all = client.read_to_end();
    ASSERT_TRUE(all);
    EXPECT_THAT(*all, StartsWith("HTTP/1.1 400 "));
    EXPECT_EQ(responses_in(*all), 1) << *all;
  }
}

TEST_F(websocket_handshake, has_no_body) {
  start();
  expect_statuses({
      {"Content-Length", {"Content-Length: 0"}, 101},
      {"Content-Length", {"Content-Length: 6", "Expect: 100-continue"}, 400},
      {"Transfer-Encoding", {"Transfer-Encoding: chunked", "Expect: 100-continue"}, 400},
  });
  const auto announced = handshake({"Content-Length", {"Content-Length: 6"}, 400});
  EXPECT_THAT(head_of(announced + frame(fin | text, "")), StartsWith("HTTP/1.1 400 "));
}

TEST_F(websocket_handshake, where_no_chat_is_ends_the_connection) {
  start();
  for (const std::string target :
       {"/nosuch", "/ws/chat", "/ws/chat/", "/ws/chat/a/b", "/ws/health"}) {
    auto request = handshake();
    request.replace(4, request.find(" HTTP/1.1") - 4, target);
    raw_client client{port};
    client.send(request);
    const auto head = client.read_until("\r\n\r\n");
    ASSERT_TRUE(head) << target;
    EXPECT_THAT(*head, HasSubstr("close\r\n")) << target;
    client.send("GET /ws/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto rest = client.read_to_end();
    ASSERT_TRUE(rest);
    EXPECT_EQ(responses_in(*rest), 0) << target << *rest;
  }
}

TEST_F(websocket_handshake, that_is_refused_ends_the_connection) {
  options.connects_per_user = 1;
  start();
  ASSERT_THAT(head_of(handshake()), StartsWith("HTTP/1.1 101 "));
  const auto evil = handshake({"Origin", {"Origin: https://evil.example"}, 403});
  const auto keyless = handshake({"Sec-WebSocket-Key", {}, 400});
  const auto hostless = handshake({"Host", {}, 400});
  const auto old = handshake({"Sec-WebSocket-Version", {"Sec-WebSocket-Version: 8"}, 426});
  const auto hasty = handshake();
  for (const auto& request : {evil, keyless, hostless, old, hasty}) {
    raw_client client{port};
    client.send(request);
    const auto head = client.read_until("\r\n\r\n");
    ASSERT_TRUE(head);
    EXPECT_THAT(*head, HasSubstr("close\r\n"));
    client.send(frame(fin | text, "hello"));
    const auto rest = client.read_to_end();
    ASSERT_TRUE(rest);
    EXPECT_EQ(responses_in(*rest), 0) << *rest;
    EXPECT_THAT(*rest, EndsWith("\"}"));
  }
}

}  // namespace
}  // namespace aurawell::net
