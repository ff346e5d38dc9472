// The exact bytes that answer a client's frames (RFC 6455, sections 5, 7 and 8.1).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/net/dispatch/server_fixture.hpp"
#include "tests/net/socket/client_frames.hpp"

namespace aurawell::net {
namespace {

using namespace opcode;
using namespace std::chrono_literals;
using test_support::raw_client;
using ::testing::EndsWith;
using ::testing::HasSubstr;

struct row {
  std::string name;
  std::string bytes;
  unsigned code = 0;
  std::string reason{};
};

/// As the server sends it.
std::string server_close(unsigned code, const std::string& reason = "") {
  std::string bytes{"\x88"};
  bytes += static_cast<char>(2 + reason.size());
  return bytes + big_endian(code, 2) + reason;
}

const std::string ping_command = R"({"type":"ping","data":{"n":"é健😀"}})";

class websocket_framing : public server_test {
 protected:
  websocket_framing() {
    options.close_timeout = 200ms;
    options.connects_per_user = 0;
    options.max_connections_per_user = 1'000;
  }

  raw_client opened() {
    raw_client client{port};
    client.send(
        "GET /ws/chat/u HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    EXPECT_TRUE(client.read_until("\"protocol\":\"aurawell.v1\"}"));
    return client;
  }

  /// Everything that the server sends after the bytes, which arrive together or one by one.
  std::string answer_to(const std::string& bytes, bool split) {
    auto client = opened();
    for (std::size_t at = 0; split && at + 1 < bytes.size(); ++at) {
      client.send(bytes.substr(at, 1));
    }
    client.send(split ? bytes.substr(bytes.size() - 1) : bytes);
    return client.read_to_end().value_or("no end");
  }

  void expect_closes(const std::vector<row>& rows) {
    start();
    for (const auto& given : rows) {
      const auto expected = server_close(given.code, given.reason);
      EXPECT_EQ(answer_to(given.bytes, false), expected) << given.name;
      EXPECT_EQ(answer_to(given.bytes, true), expected) << given.name << ", byte by byte";
    }
    EXPECT_TRUE(front->drained(test_support::test_patience));
  }
};

TEST_F(websocket_framing, refuses_headers_that_are_none) {
  std::vector<row> rows;
  for (const unsigned opcode : {3U, 4U, 5U, 6U, 7U, 11U, 12U, 13U, 14U, 15U}) {
    rows.push_back({"opcode " + std::to_string(opcode), frame(fin | opcode, "x"), 1002});
  }
  for (const unsigned bits : {0x40U, 0x20U, 0x10U, 0x70U}) {
    rows.push_back({"text with a reserved bit", frame(fin | bits | text, "x"), 1002});
    rows.push_back({"ping with a reserved bit", frame(fin | bits | ping, "x"), 1002});
    rows.push_back({"continuation with a reserved bit",
                    frame(text, "x") + frame(fin | bits | continued, "x"), 1002});
  }
  rows.push_back({"not masked", std::string{"\x81\x02hi", 4}, 1002});
  rows.push_back({"ping, not masked", std::string{"\x89\x00", 2}, 1002});
  expect_closes(rows);
}

TEST_F(websocket_framing, refuses_lengths_that_are_none) {
  expect_closes({
      {"125 in two bytes", frame_header(fin | text, 125, 2), 1002},
      {"0 in two bytes", frame_header(fin | text, 0, 2), 1002},
      {"65535 in eight bytes", frame_header(fin | text, 65'535, 8), 1002},
      {"top bit", frame_header(fin | text, 0x8000'0000'0000'0000, 8), 1002},
      {"top bit and a small rest", frame_header(fin | text, 0x8000'0000'0000'0005, 8), 1002},
      {"all bits", frame_header(fin | text, 0xFFFF'FFFF'FFFF'FFFF, 8) + "x", 1002},
      {"top bit in a continuation",
       frame(text, "x") + frame_header(fin | continued, 0x8000'0000'0001'0000, 8), 1002},
      {"top bit in a binary frame", frame_header(fin | binary, 0x8000'0000'0000'0000, 8), 1002},
  });
}

TEST_F(websocket_framing, refuses_control_frames_that_are_long_or_in_parts) {
  std::vector<row> rows;
  for (const unsigned opcode : {+closing, +ping, +pong}) {
    const auto name = std::to_string(opcode);
    rows.push_back({"in parts: " + name, frame(opcode, "") + frame(fin | continued, ""), 1002});
    rows.push_back({"long: " + name, frame(fin | opcode, std::string(126, 'x')), 1002});
    rows.push_back({"longer: " + name, frame_header(fin | opcode, 70'000, 8), 1002});
  }
  expect_closes(rows);
}

TEST_F(websocket_framing, refuses_fragments_out_of_order) {
  expect_closes({
      {"continuation of nothing", frame(fin | continued, "x"), 1002},
      {"open continuation of nothing", frame(continued, "x"), 1002},
      {"continuation behind an end",
       frame(text, "\"") + frame(fin | continued, "\"") + frame(fin | continued, "x"), 1002},
      {"text in a text", frame(text, "x") + frame(fin | text, "x"), 1002},
      {"binary in a text", frame(text, "x") + frame(fin | binary, "x"), 1002},
      {"text after an empty beginning", frame(text, "") + frame(fin | text, "x"), 1002},
  });
}

TEST_F(websocket_framing, closes_text_that_is_not_utf8) {
  expect_closes({
      {"a byte that is none", frame(fin | text, "a\xff"), 1007},
      {"a surrogate", frame(fin | text, "\xed\xa0\x80"), 1007},
      {"an overlong form", frame(fin | text, "\xc0\xaf"), 1007},
      {"beyond the last plane", frame(fin | text, "\xf4\x90\x80\x80"), 1007},
      {"ends inside a character", frame(fin | text, "\xe5\x81"), 1007},
      {"ends inside, in parts", frame(text, "\xe5") + frame(fin | continued, "\x81"), 1007},
      {"wrong before the end has come", frame(text, "\xe5\x81\xff"), 1007},
      {"empty end", frame(text, "\xe5\x81") + frame(fin | continued, ""), 1007},
      {"empty middle and end",
       frame(text, "\xe5") + frame(continued, "") + frame(fin | continued, ""), 1007},
      {"empty end of the second",
       frame(fin | pong, "") + frame(text, "\xf0\x9f\x98") + frame(fin | continued, ""), 1007},
  });
}

TEST_F(websocket_framing, echoes_every_valid_close) {
  std::vector<row> rows;
  for (const unsigned code : {1000U, 1001U, 1002U, 1003U, 1007U, 1008U, 1009U, 1010U, 1011U, 1012U,
                              1013U, 1014U, 3000U, 3999U, 4000U, 4999U}) {
    rows.push_back({std::to_string(code), close_frame(code), code});
    rows.push_back({std::to_string(code) + " with a reason", close_frame(code, "健康"), code});
    rows.push_back({std::to_string(code) + " with data behind it",
                    close_frame(code) + frame(fin | text, ping_command), code});
  }
  rows.push_back({"the longest reason", close_frame(1014, std::string(123, 'r')), 1014});
  rows.push_back({"in a message", frame(text, "x") + close_frame(1014), 1014});
  rows.push_back({"without a code", frame(fin | closing, ""), 1000});
  expect_closes(rows);
}

TEST_F(websocket_framing, refuses_closes_that_are_none) {
  std::vector<row> rows;
  for (const unsigned code : {0U, 1U, 999U, 1004U, 1005U, 1006U, 1015U, 1016U, 1100U, 2000U, 2999U,
                              5000U, 5001U, 10'000U, 65'535U}) {
    rows.push_back({std::to_string(code), close_frame(code), 1002});
    rows.push_back({std::to_string(code) + " with a reason", close_frame(code, "why"), 1002});
  }
  rows.push_back({"half a code", frame(fin | closing, "\x03"), 1002});
  rows.push_back({"a reason that is not UTF-8", close_frame(1000, "\xff"), 1007});
  rows.push_back({"a reason that is cut off", close_frame(4000, "a\xe5\x81"), 1007});
  expect_closes(rows);
}

TEST_F(websocket_framing, takes_characters_and_messages_in_any_parts) {
  start();
  auto client = opened();
  for (std::size_t at = 0; at <= ping_command.size(); ++at) {
    client.send(frame(text, ping_command.substr(0, at)) + frame(fin | ping, "hi") +
                frame(continued, "") + frame(continued, ping_command.substr(at)) +
                frame(fin | continued, ""));
    ASSERT_TRUE(client.read_until(std::string{"\x8a\x02hi"})) << at;
    ASSERT_TRUE(client.read_until(R"("data":{"n":"é健😀"}})")) << at;
  }
  client.send(frame(fin | text, "") + close_frame(1000));
  EXPECT_EQ(client.read_to_end(), server_close(1000));
  EXPECT_EQ(gateway.session()->malformed.size(), 1U) << "no text is no command, but no fault";
}

TEST_F(websocket_framing, answers_what_came_before_a_fault) {
  start();
  const auto ping_before = frame(fin | text, ping_command);
  for (const auto& [bytes, code] :
       {std::pair{close_frame(1014), 1014U}, std::pair{close_frame(5000), 1002U},
        std::pair{frame_header(fin | text, 0xFFFF'FFFF'FFFF'FFFF, 8), 1002U}}) {
    auto client = opened();
    client.send(frame(fin | ping, "hi") + ping_before + ping_before + bytes);
    const auto all = client.read_to_end().value_or("no end");
    EXPECT_THAT(all, HasSubstr("\x8a\x02hi"));
    EXPECT_THAT(all, EndsWith(server_close(code)));
  }
  for (std::size_t i = 0; i < 3; ++i) {
    ASSERT_TRUE(gateway.session(i)->is_closed());
    EXPECT_EQ(gateway.session(i)->commands.size(), 2U);
    EXPECT_EQ(gateway.session(i)->closed, 1);
  }
}

TEST_F(websocket_framing, finishes_a_frame_before_it_answers_a_fault) {
  options.close_timeout = test_support::test_patience;
  start(1);
  auto client = opened();
  const std::string long_text(std::size_t{5} * 1024 * 1024, 'p');
  auto scope = std::make_shared<const request_scope>(request_scope{{"r"}, {"c"}});
  gateway.session()->channel->send({{1, {}, std::move(scope), answer_delta{long_text, false}}});
  // The system's buffers accept only a part of it. At the first reply the only loop has begun to
  // write, at the second it has seen the close.
  EXPECT_EQ(test_support::http_get(port, "/ws/health").status, 200);
  client.send(close_frame(1014));
  EXPECT_EQ(test_support::http_get(port, "/ws/health").status, 200);
  const auto all = client.read_to_end().value_or("no end");
  EXPECT_THAT(all, HasSubstr(long_text + "\"}"));
  EXPECT_THAT(all, EndsWith(server_close(1014)));
  client.shutdown_send();
  EXPECT_TRUE(gateway.session()->is_closed());
}

}  // namespace
}  // namespace aurawell::net
