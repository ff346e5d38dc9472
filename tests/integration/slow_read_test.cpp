// Clients that read slowly but continuously get everything from the real program.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/integration/slow_socket.hpp"
#include "tests/net/socket/client_frames.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using namespace test_support;
using std::chrono::steady_clock;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::size_t question_bytes = 200'000;
const std::string write_timeout = "server.write_timeout=500ms";

class slow_read : public ::testing::Test {
 protected:
  void start(std::vector<std::string> set) {
    for (const auto* long_texts :
         {"session.max_message_chars=262144", "server.max_message_bytes=1MiB",
          "server.max_body_bytes=16MiB", "session.log_bytes=16MiB", "session.backlog_bytes=8MiB",
          "providers.offline.tokens_per_second=100000", "limits.messages_per_user=0",
          "limits.connects_per_user=0"}) {
      set.emplace_back(long_texts);
    }
    program.emplace(with_settings(set));
    port = program->port();
    ASSERT_NE(port, 0);
  }

  /// Stores much data of "ann" for an export.
  void ask_long_questions(int count) const {
    for (int i = 0; i < count; ++i) {
      const auto body =
          R"({"user_id":"ann","message":")" + std::string(question_bytes, 'x') + "\"}";
      const auto reply = http_send(
          port, {"POST", "/api/v1/chat/message", {{"Content-Type", "application/json"}}, body});
      ASSERT_EQ(reply.status, 200) << reply.body;
    }
  }

  std::optional<running_program> program;
  std::uint16_t port = 0;
};

TEST_F(slow_read, of_an_export_may_take_longer_than_the_write_timeout) {
  start({write_timeout});
  ask_long_questions(8);
  slow_socket client{port};
  const auto asked_at = steady_clock::now();
  ASSERT_TRUE(
      client.send("GET /api/v1/user/export?user_id=ann HTTP/1.1\r\nHost: localhost\r\n"
                  "Connection: close\r\n\r\n"));
  const auto reply = client.read_slowly(4'096, 4ms);
  EXPECT_GT(steady_clock::now() - asked_at, 1s) << "the client was not slow enough";
  EXPECT_THAT(reply, StartsWith("HTTP/1.1 200 "));
  EXPECT_GT(reply.size(), 8 * question_bytes);
  EXPECT_THAT(reply, EndsWith("}"));
}

TEST_F(slow_read, of_an_answer_over_http_may_too) {
  mock::mock_llm_options plan;
  plan.answer.tokens = 200'000;
  plan.answer.rate = 0;
  mock::mock_llm upstream{plan};
  auto settings = asking(upstream.base_url());
  settings.insert(settings.end(), {write_timeout, "providers.deepseek.max_answer_bytes=8MiB",
                                   "providers.deepseek.max_body_bytes=256MiB"});
  start(settings);
  const std::string body = R"({"user_id":"ann","message":"tired"})";
  slow_socket client{port};
  ASSERT_TRUE(
      client.send("POST /api/v1/chat/message HTTP/1.1\r\nHost: localhost\r\n"
                  "Content-Type: application/json\r\nContent-Length: " +
                  std::to_string(body.size()) + "\r\n\r\n" + body));
  client.read_slowly(1, 0ms, "HTTP/1.1 200 ");
  const auto begun_at = steady_clock::now();
  const auto rest = client.read_slowly(4'096, 4ms);
  EXPECT_GT(steady_clock::now() - begun_at, 1s) << "the client was not slow enough";
  EXPECT_THAT(rest, EndsWith("}"));
}

std::string upgrade_of(const std::string& user) {
  return "GET /ws/chat/" + user +
         "?lang=en HTTP/1.1\r\nHost: localhost\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
}

class slow_websocket : public slow_read {
 protected:
  slow_websocket() : upstream{long_answers()} {}

  static mock::mock_llm_options long_answers() {
    mock::mock_llm_options plan;
    plan.answer.tokens = 100'000;
    plan.answer.rate = 0;
    return plan;
  }

  void start_with(const std::vector<std::string>& set) {
    auto settings = asking(upstream.base_url());
    settings.insert(settings.end(),
                    {"providers.deepseek.max_answer_bytes=8MiB", "session.outbox_bytes=16MiB",
                     "providers.deepseek.max_body_bytes=256MiB"});
    settings.insert(settings.end(), set.begin(), set.end());
    start(settings);
  }

  /// Reads a long stored answer, which is sent in two frames.
  void expect_everything(std::chrono::milliseconds pause) {
    const std::string question =
        R"({"type":"health_chat","request_id":"r1","data":{"message":"tired"}})";
    {
      ws_client fast{port, "/ws/chat/ann?lang=en"};
      ASSERT_TRUE(fast.send(question));
      read_answer(fast, "r1");
    }
    slow_socket client{port};
    ASSERT_TRUE(client.send(upgrade_of("ann")));
    client.read_slowly(1, 0ms, "connection_established");
    ASSERT_TRUE(client.send(net::frame(net::opcode::fin | net::opcode::text, question)));
    client.read_slowly(256, 0ms, "\"snapshot\":true");
    const auto begun_at = steady_clock::now();
    const auto rest = client.read_slowly(4'096, pause, "\"duration_ms\"");
    EXPECT_GT(steady_clock::now() - begun_at, 2s) << "the client was not slow enough";
    EXPECT_THAT(rest.substr(rest.size() - std::min<std::size_t>(rest.size(), 2'000)),
                HasSubstr("\"duration_ms\""));
  }

  mock::mock_llm upstream;
};

TEST_F(slow_websocket, gets_a_message_that_takes_longer_than_the_write_timeout) {
  start_with({write_timeout});
  expect_everything(8ms);
}

TEST_F(slow_websocket, is_not_lost_while_it_takes_what_stands_before_the_ping) {
  start_with({"session.heartbeat_interval=1s", "session.heartbeat_timeout=200ms"});
  expect_everything(25ms);
}

TEST_F(slow_websocket, that_takes_nothing_is_dropped) {
  start_with({write_timeout});
  ws_client fast{port, "/ws/chat/ann?lang=en"};
  const std::string question =
      R"({"type":"health_chat","request_id":"r1","data":{"message":"tired"}})";
  ASSERT_TRUE(fast.send(question));
  read_answer(fast, "r1");
  slow_socket stuck{port};
  ASSERT_TRUE(stuck.send(upgrade_of("ann")));
  stuck.read_slowly(1, 0ms, "connection_established");
  ASSERT_TRUE(stuck.send(net::frame(net::opcode::fin | net::opcode::text, question)));
  EXPECT_TRUE(eventually([&] {
    const event health{http_get(port, "/ws/health").body};
    return health.number("active_connections") == 1;
  }));
}

}  // namespace
}  // namespace aurawell
