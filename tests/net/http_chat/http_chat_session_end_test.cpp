#include "net/http_chat/http_chat_session.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>

#include "tests/net/http_chat/http_chat_fixture.hpp"
#include "tests/support/event_stream_client.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using test_support::unchunked;
using testing::HasSubstr;
using testing::StartsWith;

TEST_F(http_chat, answers_who_ends_its_side_behind_the_question) {
  start();
  for (const auto& path : {message_path, stream_path}) {
    auto client = ask(path, why);
    client.shutdown_send();
    say_status(request_status::sending);
    say(answer_delta{"Because"});
    finish("Because");
    EXPECT_THAT(client.read_to_end().value_or(""), HasSubstr("Because")) << path;
    EXPECT_TRUE(session->is_closed()) << path;
  }
  EXPECT_TRUE(front->drained(test_support::test_patience));
}

TEST_F(http_chat, tells_the_session_that_its_client_has_gone) {
  options.heartbeat_interval = 30ms;
  start();
  { const auto client = ask(stream_path, why); }
  EXPECT_TRUE(session->is_closed()) << "the first comment brings a reset";
  {
    auto client = ask(message_path, why);
    client.reset();
  }
  EXPECT_TRUE(session->is_closed());
  EXPECT_TRUE(front->drained(test_support::test_patience));
}

TEST_F(http_chat, notices_a_reset_behind_the_end_of_a_question) {
  start(1);
  {
    auto client = ask(message_path, why);
    client.shutdown_send();
    // When the server has answered a later request, it has seen the end of the first.
    EXPECT_EQ(test_support::http_get(port, "/ws/health").status, 200);
    client.reset();
  }
  EXPECT_TRUE(session->is_closed());
}

TEST_F(http_chat, tells_a_session_to_stop_for_a_slow_reader) {
  options.outbox_bytes = 4'000;
  start();
  auto client = ask(stream_path, why);
  const std::string text(50'000, 'x');
  std::size_t sent = 0;
  while (say(answer_delta{text, true}) == client_channel::room::more && sent < 1'000) {
    ++sent;
  }
  EXPECT_LT(sent, 1'000U) << "it was never full";
  EXPECT_TRUE(client.read_until("\r\n\r\n"));
  for (std::size_t i = 0; i <= sent; ++i) {
    EXPECT_TRUE(client.read_until("\"snapshot\":true"));
  }
  EXPECT_TRUE(session->eventually([](const auto& s) { return s.rooms == 1; }));
}

TEST_F(http_chat, drops_a_client_that_reads_nothing) {
  options.write_timeout = 60ms;
  start();
  auto client = ask(stream_path, why);
  for (int i = 0; i < 200; ++i) {
    say(answer_delta{std::string(50'000, 'x'), true});
  }
  EXPECT_TRUE(session->is_closed());
}

/// Waits for the end of the session; returns its last call.
const cancel_command* cancel_of(recorded_session& session) {
  EXPECT_TRUE(session.is_closed());
  return std::get_if<cancel_command>(&session.commands.back());
}

TEST_F(http_chat, stops_a_completion_whose_client_has_gone) {
  start();
  for (const auto* stream : {"true}", "false}"}) {
    { const auto client = ask(completion_path, completion + stream); }
    const auto* cancel = cancel_of(*session);
    ASSERT_NE(cancel, nullptr) << "before anything had left";
    EXPECT_EQ(cancel->request, question().request);
  }
  {
    auto client = ask(completion_path, completion + "true}");
    say(answer_delta{"Be"});
    EXPECT_TRUE(client.read_until("Be"));
  }
  EXPECT_NE(cancel_of(*session), nullptr);
}

TEST_F(http_chat, stops_nothing_else) {
  start();
  { const auto client = ask(message_path, why); }
  say(answer_delta{"Be"});
  finish("Because");
  EXPECT_EQ(cancel_of(*session), nullptr);
  auto whole = ask(completion_path, completion + "true}");
  finish("Because");
  EXPECT_TRUE(whole.read_to_end());
  EXPECT_EQ(cancel_of(*session), nullptr) << "it has ended";
  const auto dropped = ask(completion_path, completion + "true}");
  front.reset();
  EXPECT_EQ(cancel_of(*session), nullptr) << "the server has dropped it";
}

TEST_F(http_chat, lets_a_completion_go_on_if_it_is_told_to) {
  options.stop_closed_completions = false;
  start();
  {
    auto client = ask(completion_path, completion + "true}");
    say(answer_delta{"Be"});
    EXPECT_TRUE(client.read_until("Be"));
  }
  say(answer_delta{"cause"});
  say(answer_delta{"."});
  finish("Because.");
  EXPECT_EQ(cancel_of(*session), nullptr);
}

TEST_F(http_chat, answers_a_completion_whose_client_only_says_no_more) {
  start();
  for (const auto* version : {"1.1", "1.0"}) {
    auto client = ask(completion_path, completion + "false}", version);
    client.shutdown_send();
    finish("Because");
    const auto response = client.read_to_end();
    ASSERT_TRUE(response);
    EXPECT_THAT(*response, HasSubstr("200 OK\r\n"));
    EXPECT_THAT(*response, HasSubstr("Because"));
  }
}

TEST_F(http_chat, ends_when_its_session_closes_it) {
  start();
  auto asking = ask(message_path, why);
  session->channel->close(close_code::internal_fault, "the session failed");
  EXPECT_THAT(*asking.read_to_end(), StartsWith("HTTP/1.1 500 "));
  auto streaming = ask(stream_path, why);
  say_status(request_status::sending);
  session->channel->close(close_code::too_slow, "backlog");
  const auto events = unchunked(body_of(*streaming.read_to_end()));
  ASSERT_TRUE(events);
  EXPECT_THAT(*events, HasSubstr("\"sending\""));
  EXPECT_TRUE(events->ends_with(": backlog\n\n"));
  auto chunks = ask(completion_path, completion + "true}");
  say(answer_delta{"Be"});
  session->channel->close(close_code::going_away, "away");
  EXPECT_THAT(*unchunked(body_of(*chunks.read_to_end())),
              HasSubstr(R"({"error":{"message":"away")"));
}

TEST_F(http_chat, ends_in_good_order_when_the_server_stops) {
  start();
  {
    auto streaming = ask(stream_path, why);
    say_status(request_status::sending);
    ASSERT_TRUE(streaming.read_until("sending"));
    auto asking = ask(message_path, why);
    front->stop_accepting();
    front->close_all(close_code::going_away, "the server is going away");
    EXPECT_TRUE(streaming.read_to_end()->ends_with("0\r\n\r\n"));
    EXPECT_THAT(*asking.read_to_end(), StartsWith("HTTP/1.1 503 "));
  }
  EXPECT_TRUE(front->drained(test_support::test_patience));
}

}  // namespace
}  // namespace aurawell::net
