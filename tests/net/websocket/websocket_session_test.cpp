#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/net/dispatch/server_fixture.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using test_support::ws_frame;
using ::testing::HasSubstr;

class websocket_session : public server_test {};

std::vector<server_event> delta_event(event_seq seq, std::string text, const char* request = "r") {
  auto scope = std::make_shared<const request_scope>(request_scope{{request}, {"c"}});
  return {{seq, {}, std::move(scope), answer_delta{std::move(text), false}}};
}

/// The `delta` of a chat_stream frame whose text needs no escapes.
std::string delta_of(const ws_frame& frame) {
  const std::string name = "\"delta\":\"";
  const auto at = frame.text.find(name);
  if (at == std::string::npos) {
    return {};
  }
  const auto begin = at + name.size();
  return frame.text.substr(begin, frame.text.find('"', begin) - begin);
}

/// More than the system's buffers accept for a client that does not read.
std::string beyond_system_buffers() {
  return std::string(std::size_t{5} * 1024 * 1024, 'p');
}

TEST_F(websocket_session, brings_commands_in_and_events_out) {
  start();
  auto client = connect();
  client.send(R"({"type":"ping","data":{"n":1}})");
  EXPECT_THAT(client.read().text, HasSubstr(R"("data":{"n":1})"));
  client.send(R"({"type":"general_chat","data":{"message":"hello"}})");
  EXPECT_TRUE(gateway.session()->eventually([](const auto& s) { return s.commands.size() == 2; }));
  gateway.session()->channel->send(delta_event(1, "word"));
  EXPECT_EQ(delta_of(client.read()), "word");
}

TEST_F(websocket_session, measures_text_that_says_when_it_was_read) {
  start();
  auto client = connect();
  const auto channel = gateway.session()->channel;
  channel->send(delta_event(1, "replayed"));
  client.read();
  auto live = delta_event(2, "live");
  std::get<answer_delta>(live[0].body).received_at = std::chrono::steady_clock::now() - 5s;
  channel->send(std::move(live));
  client.read();
  // The next frame is written after the previous one was measured.
  channel->send(delta_event(3, "last"));
  client.read();
  const auto times = measured.times();
  ASSERT_EQ(times.size(), 1U);
  EXPECT_GE(times[0], 5s);
}

TEST_F(websocket_session, puts_fragments_and_long_messages_together) {
  start();
  auto client = connect();
  client.send_fragments({R"({"type":"gener)", "", R"(al_chat","data":{"message":"a)", "b\"}}"});
  const std::string words(60'000, 'w');
  client.send(R"({"type":"general_chat","data":{"message":")" + words + "\"}}");
  client.send(R"({"type":"pong"})");
  client.send(R"({"type":"get_status"})");
  const auto session = gateway.session();
  ASSERT_TRUE(session->eventually([](const auto& s) { return s.commands.size() == 3; }));
  EXPECT_EQ(std::get<chat_command>(session->commands[0]).message, "ab");
  EXPECT_EQ(std::get<chat_command>(session->commands[1]).message, words);
  EXPECT_TRUE(std::holds_alternative<get_status_command>(session->commands[2]));
}

TEST_F(websocket_session, reports_malformed_frames_and_stays_open) {
  start();
  auto client = connect();
  client.send("hello");
  client.send("");
  client.send(R"({"type":"ping"})");
  EXPECT_THAT(client.read().text, HasSubstr("pong"));
  const auto session = gateway.session();
  ASSERT_EQ(session->malformed.size(), 2U);
  EXPECT_EQ(session->malformed[0].code, ec::bad_format);
}

TEST_F(websocket_session, closes_binary_frames_with_1003) {
  start();
  auto client = connect();
  client.send_binary("hello");
  EXPECT_TRUE(client.read().is_closed(1003));
  EXPECT_TRUE(gateway.session()->is_closed());
}

TEST_F(websocket_session, closes_bad_utf8_with_1007) {
  start();
  auto client = connect();
  client.send("{\"type\":\"ping\",\"data\":\"\xff\"}");
  EXPECT_TRUE(client.read().is_closed(1007));
  EXPECT_TRUE(gateway.session()->is_closed());
}

TEST_F(websocket_session, lets_a_client_finish_after_a_protocol_error) {
  start(1);
  test_support::raw_client client{port};
  client.send(
      "GET /ws/chat/u HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  ASSERT_TRUE(client.read_until("connection_established"));
  const std::string not_masked{"\x81\x02hi", 4};
  client.send(not_masked);
  const std::string protocol_error{"\x03\xea"};
  ASSERT_TRUE(client.read_until(protocol_error));
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(client.send(std::string(60'000, 'x'))) << i;
    // At that time the only loop has processed everything before it.
    EXPECT_EQ(test_support::http_get(port, "/ws/health").status, 200);
    EXPECT_EQ(gateway.session()->closed, 0);
  }
  client.shutdown_send();
  EXPECT_TRUE(client.read_to_end());
  EXPECT_TRUE(gateway.session()->is_closed());
}

TEST_F(websocket_session, drops_a_client_that_goes_on_after_a_protocol_error) {
  options.close_timeout = 50ms;
  options.heartbeat_interval = 1h;
  start();
  auto client = connect();
  client.send("{\"type\":\"ping\",\"data\":\"\xff\"}");
  EXPECT_TRUE(gateway.session()->is_closed()) << "though the client ends nothing";
  EXPECT_TRUE(front->drained(test_support::test_patience));
}

TEST_F(websocket_session, closes_long_messages_with_1009) {
  options.max_message_bytes = 1'000;
  start();
  auto whole = connect();
  whole.send(std::string(1'001, 'x'));
  EXPECT_TRUE(whole.read().is_closed(1009));
  auto fragmented = connect();
  fragmented.send_fragments({std::string(600, 'x'), std::string(600, 'x')});
  EXPECT_TRUE(fragmented.read().is_closed(1009));
  EXPECT_TRUE(gateway.session(0)->is_closed());
  EXPECT_TRUE(gateway.session(1)->is_closed());
}

TEST_F(websocket_session, tells_its_session_once_when_the_client_leaves) {
  start();
  auto polite = connect("/ws/chat/polite");
  EXPECT_TRUE(polite.close(1000).is_closed(1000));
  auto rude = connect("/ws/chat/rude");
  rude.drop();
  for (std::size_t i = 0; i < 2; ++i) {
    const auto session = gateway.session(i);
    ASSERT_TRUE(session->is_closed());
    session->channel->send(delta_event(1, "too late"));
    session->channel->close(close_code::going_away, "");
  }
  EXPECT_TRUE(front->drained(test_support::test_patience));
  EXPECT_EQ(gateway.session(0)->closed, 1);
  EXPECT_EQ(gateway.session(1)->closed, 1);
  EXPECT_EQ(census.now().connections, 0U);
}

TEST_F(websocket_session, sends_what_it_took_before_it_closes) {
  start();
  auto client = connect();
  const auto channel = gateway.session()->channel;
  for (event_seq seq = 1; seq <= 100; ++seq) {
    channel->send(delta_event(seq, "x", seq % 2 == 0 ? "even" : "odd"));
  }
  channel->close(close_code::replaced, "another connection took over");
  channel->send(delta_event(101, "never"));
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(delta_of(client.read()), "x") << i;
  }
  const auto end = client.read();
  EXPECT_TRUE(end.is_closed(4005));
  EXPECT_EQ(end.text, "another connection took over");
  EXPECT_TRUE(gateway.session()->is_closed());
}

TEST_F(websocket_session, shortens_a_long_reason_between_characters) {
  start();
  auto client = connect();
  std::string reason;
  for (int i = 0; i < 60; ++i) {
    reason += "忙";
  }
  gateway.session()->channel->close(close_code::overloaded, reason);
  const auto end = client.read();
  EXPECT_TRUE(end.is_closed(1013));
  EXPECT_EQ(end.text, reason.substr(0, 123));
}

TEST_F(websocket_session, drops_a_client_that_does_not_answer_a_close) {
  options.close_timeout = 50ms;
  start();
  auto client = connect();
  gateway.session()->channel->close(close_code::going_away, "");
  EXPECT_TRUE(gateway.session()->is_closed());
  EXPECT_TRUE(front->drained(test_support::test_patience));
}

TEST_F(websocket_session, keeps_thousands_of_events_in_order) {
  options.outbox_bytes = 1'000'000'000;
  start();
  auto client = connect();
  const auto channel = gateway.session()->channel;
  constexpr event_seq count = 5'000;
  std::thread sender{[&] {
    for (event_seq seq = 1; seq <= count; ++seq) {
      channel->send(delta_event(seq, std::to_string(seq) + ";"));
    }
  }};
  std::string expected;
  for (event_seq seq = 1; seq <= count; ++seq) {
    expected += std::to_string(seq) + ";";
  }
  std::string received;
  int frames = 0;
  while (received.size() < expected.size()) {
    const auto frame = client.read();
    ASSERT_TRUE(frame.is_text());
    received += delta_of(frame);
    ++frames;
    // The seq of a frame is that of its last piece.
    auto last = received.substr(received.rfind(';', received.size() - 2) + 1);
    last.pop_back();
    ASSERT_THAT(frame.text, HasSubstr("\"seq\":" + last + ","));
  }
  sender.join();
  EXPECT_EQ(received, expected);
  EXPECT_LE(frames, static_cast<int>(count));
}

TEST_F(websocket_session, tells_a_fast_session_to_stop_and_to_go_on) {
  options.outbox_bytes = 32 * 1024;
  start();
  auto client = connect("/ws/chat/slow", {.receive_buffer_bytes = 4'096});
  const auto session = gateway.session();
  const std::string piece(1'000, 'p');
  event_seq seq = 0;
  std::size_t received = 0;
  for (int round = 1; round <= 3; ++round) {
    // The client does not read, so the system's buffers and then the outbox become full.
    while (session->channel->send(delta_event(++seq, piece)) == client_channel::room::more) {
      ASSERT_LT(seq, 100'000U);
    }
    EXPECT_EQ(session->rooms, round - 1);
    while (received < seq * piece.size()) {
      const auto frame = client.read();
      ASSERT_TRUE(frame.is_text());
      received += delta_of(frame).size();
    }
    ASSERT_TRUE(session->eventually([&](const auto& s) { return s.rooms == round; }));
  }
  client.send(R"({"type":"ping"})");
  EXPECT_THAT(client.read().text, HasSubstr("pong"));
  EXPECT_EQ(session->rooms, 3);
}

TEST_F(websocket_session, drops_a_client_that_reads_nothing_for_too_long) {
  options.write_timeout = 50ms;
  start();
  const auto client = connect("/ws/chat/stuck", {.receive_buffer_bytes = 4'096});
  gateway.session()->channel->send(delta_event(1, beyond_system_buffers()));
  EXPECT_TRUE(gateway.session()->is_closed());
  EXPECT_TRUE(front->drained(test_support::test_patience));
}

TEST_F(websocket_session, drops_a_stuck_client_soon_after_a_close) {
  options.close_timeout = 50ms;
  start();
  const auto client = connect("/ws/chat/stuck", {.receive_buffer_bytes = 4'096});
  gateway.session()->channel->send(delta_event(1, beyond_system_buffers()));
  gateway.session()->channel->close(close_code::too_slow, "");
  EXPECT_TRUE(gateway.session()->is_closed());
  EXPECT_TRUE(front->drained(test_support::test_patience));
}

TEST_F(websocket_session, pings_a_silent_client_and_keeps_it_when_it_answers) {
  options.heartbeat_interval = 20ms;
  options.heartbeat_timeout = 5s;
  start();
  auto client = connect();
  while (client.pings_seen() < 3) {
    ASSERT_EQ(client.read(5ms).type, ws_frame::kind::timed_out);
  }
  EXPECT_EQ(gateway.session()->closed, 0);
}

TEST_F(websocket_session, closes_with_1001_when_the_heartbeat_is_lost) {
  options.heartbeat_interval = 20ms;
  options.heartbeat_timeout = 30ms;
  options.close_timeout = 20ms;
  start();
  // A client that reads but sends nothing.
  test_support::raw_client client{port};
  client.send(
      "GET /ws/chat/u HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  const auto all = client.read_to_end();
  ASSERT_TRUE(all);
  EXPECT_TRUE(all->ends_with("\x88\x10\x03\xe9heartbeat lost"));
  EXPECT_THAT(*all, HasSubstr(std::string("\x89\x00", 2))) << "no ping";
  EXPECT_TRUE(gateway.session()->is_closed());
}

/// Reads but sends nothing; returns true when the connection closes because of the heartbeat.
bool loses_its_heartbeat(std::uint16_t port) {
  test_support::raw_client client{port};
  client.send(
      "GET /ws/chat/u HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  const auto all = client.read_to_end();
  return all && all->ends_with("\x88\x10\x03\xe9heartbeat lost");
}

TEST_F(websocket_session, waits_for_the_answer_to_a_ping_that_stands_behind_a_message) {
  options.heartbeat_interval = 20ms;
  options.heartbeat_timeout = 30ms;
  options.close_timeout = 20ms;
  start();
  auto client = connect("/ws/chat/slow", {.receive_buffer_bytes = 4'096});
  gateway.session()->channel->send(delta_event(1, std::string(100'000, 'x')));
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(loses_its_heartbeat(port));
  }
  const auto message = client.read();
  EXPECT_TRUE(message.is_text()) << message.code << message.text;
  EXPECT_GT(message.text.size(), 100'000U);
}

TEST_F(websocket_session, closes_a_client_that_never_says_anything) {
  options.first_message_timeout = 40ms;
  start();
  auto silent = connect("/ws/chat/silent");
  const auto end = silent.read();
  EXPECT_TRUE(end.is_closed(1001)) << end.code;
  EXPECT_EQ(end.text, "the client never said anything");
  EXPECT_TRUE(gateway.session()->is_closed());
}

TEST_F(websocket_session, closes_a_connection_that_fell_silent) {
  options.idle_timeout = 60ms;
  start();
  auto client = connect();
  client.send(R"({"type":"ping"})");
  EXPECT_TRUE(client.read().is_text());
  const auto end = client.read();
  EXPECT_TRUE(end.is_closed(1001)) << end.code;
  EXPECT_EQ(end.text, "no message for too long");
}

TEST_F(websocket_session, measures_silence_from_the_last_message_to_the_client) {
  options.idle_timeout = 1s;
  start();
  auto client = connect();
  EXPECT_EQ(client.read(200ms).type, ws_frame::kind::timed_out);
  const auto spoken = std::chrono::steady_clock::now();
  gateway.session()->channel->send(delta_event(1, "x"));
  EXPECT_EQ(delta_of(client.read()), "x");
  EXPECT_TRUE(client.read().is_closed(1001));
  EXPECT_GE(std::chrono::steady_clock::now() - spoken, 1s);
}

TEST_F(websocket_session, answers_pings_of_the_client) {
  start();
  auto client = connect();
  client.send_ping("hi");
  client.send(R"({"type":"ping"})");
  EXPECT_TRUE(client.read().is_text());
  EXPECT_EQ(client.pongs_seen(), 1U);
}

}  // namespace
}  // namespace aurawell::net
