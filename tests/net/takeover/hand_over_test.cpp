#include "net/takeover/hand_over.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "tests/net/socket/listening_sockets.hpp"
#include "tests/support/captured_log.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class hand_over_test : public ::testing::Test {
 protected:
  hand_over_test() {
    offered.program = {"1.0.0", 10};
    offered.sockets.push_back({listener_role::clients, make_listening()});
    offered.sockets.push_back({listener_role::operators, make_listening("127.0.0.1", true)});
    begin();
  }

  void begin() {
    auto ends = packet_socket::pair();
    newcomer.emplace(std::move(ends->first));
    old.emplace(std::move(ends->second), 4711, offered, options);
  }

  void say(const std::string& text, std::vector<int> descriptors = {}) {
    ASSERT_TRUE(newcomer->send(text, descriptors));
    old->on_packet();
  }

  void say(const takeover_message& message) { say(encode(message)); }

  std::optional<packet> heard() {
    auto received = newcomer->receive(packet_socket::clock::now());
    return received ? std::optional{std::move(received).value()} : std::nullopt;
  }

  template <class Message>
  std::optional<Message> heard_message() {
    const auto received = heard();
    const auto message = received ? decode_takeover(received->text) : error{};
    const auto* wanted = message ? std::get_if<Message>(&*message) : nullptr;
    return wanted == nullptr ? std::nullopt : std::optional{*wanted};
  }

  std::string refusal() {
    const auto refused = heard_message<takeover_refused>();
    return refused ? refused->reason : "";
  }

  void expect_serves_on(const std::string& reason) {
    EXPECT_EQ(old->now(), hand_over::phase::failed);
    EXPECT_THAT(refusal(), HasSubstr(reason));
    EXPECT_THAT(log.text(), HasSubstr("takeover.failed process=4711"));
    EXPECT_THAT(log.text(), HasSubstr("serves on"));
  }

  void come_to(hand_over::phase phase) {
    say(takeover_hello{1, {"1.1.0", 10}});
    heard();
    if (phase == hand_over::phase::accepting) {
      say(takeover_ready{{listener_role::clients}});
      heard();
    }
    ASSERT_EQ(old->now(), phase);
  }

  test_support::captured_log log;
  takeover_options options;
  hand_over::offer offered;
  std::optional<packet_socket> newcomer;
  std::optional<hand_over> old;
};

TEST_F(hand_over_test, gives_its_sockets_and_ends_when_the_new_process_accepts) {
  say(takeover_hello{1, {"1.1.0", 10}});
  const auto sockets = heard();
  ASSERT_TRUE(sockets);
  ASSERT_EQ(sockets->descriptors.size(), 2U);
  const auto message = decode_takeover(sockets->text);
  ASSERT_TRUE(message);
  const auto& entries = std::get<takeover_sockets>(*message).entries;
  EXPECT_EQ(entries[0].role, listener_role::clients);
  EXPECT_EQ(entries[1].role, listener_role::operators);
  EXPECT_TRUE(entries[1].kept);
  say(takeover_ready{{listener_role::operators}});
  EXPECT_TRUE(heard_message<takeover_accept>());
  EXPECT_FALSE(old->has_ended());
  say(takeover_accepting{});
  EXPECT_EQ(old->now(), hand_over::phase::done);
  EXPECT_THAT(old->taken(), ElementsAre(listener_role::operators));
  EXPECT_FALSE(heard());
  old->confirm();
  EXPECT_TRUE(heard_message<takeover_released>());
  EXPECT_THAT(log.text(), HasSubstr("takeover.began process=4711 version=1.1.0"));
  EXPECT_THAT(log.text(), HasSubstr("takeover.done process=4711 listeners=operators"));
}

TEST_F(hand_over_test, gives_more_sockets_than_one_packet_holds) {
  for (std::size_t i = offered.sockets.size(); i < 2 * packet_socket::max_descriptors + 1; ++i) {
    offered.sockets.push_back({listener_role::clients, offered.sockets[0].socket.share().value()});
  }
  say(takeover_hello{1, {"1.1.0", 10}});
  std::size_t count = 0;
  for (const bool is_last : {false, false, true}) {
    const auto part = heard();
    ASSERT_TRUE(part);
    count += part->descriptors.size();
    EXPECT_EQ(std::get<takeover_sockets>(*decode_takeover(part->text)).is_last, is_last);
  }
  EXPECT_EQ(count, offered.sockets.size());
}

TEST_F(hand_over_test, gives_an_empty_list_without_sockets) {
  offered.sockets.clear();
  say(takeover_hello{1, {"1.1.0", 10}});
  const auto sockets = heard_message<takeover_sockets>();
  ASSERT_TRUE(sockets);
  EXPECT_TRUE(sockets->entries.empty());
  EXPECT_TRUE(sockets->is_last);
}

TEST_F(hand_over_test, refuses_another_protocol_or_schema_and_says_what_to_do) {
  say(takeover_hello{2, {"2.0.0", 10}});
  expect_serves_on("stop the old process, then start the new one");
  begin();
  say(takeover_hello{1, {"2.0.0", 11}});
  expect_serves_on("changes the database from version 10 to version 11");
  begin();
  say(takeover_hello{1, {"0.9.0", 9}});
  expect_serves_on("start a program that is not older than version 1.0.0");
}

TEST_F(hand_over_test, refuses_messages_that_are_no_messages) {
  const auto hello = encode(takeover_hello{1, {"1.1.0", 10}});
  for (std::size_t size = 1; size < hello.size(); ++size) {
    begin();
    say(hello.substr(0, size));
    expect_serves_on("message");
  }
  begin();
  say(std::string(packet_socket::max_text_bytes + 1, 'x'));
  EXPECT_EQ(old->now(), hand_over::phase::failed);
  EXPECT_THAT(log.text(), HasSubstr("too large"));
  begin();
  say(hello, {newcomer->number()});
  expect_serves_on("with descriptors");
}

TEST_F(hand_over_test, refuses_messages_in_another_order) {
  using phase = hand_over::phase;
  const std::vector<std::pair<phase, takeover_message>> cases{
      {phase::hello, takeover_ready{}},
      {phase::hello, takeover_accepting{}},
      {phase::hello, takeover_accept{}},
      {phase::ready, takeover_hello{1, {"1.1.0", 10}}},
      {phase::ready, takeover_accepting{}},
      {phase::accepting, takeover_ready{}},
      {phase::accepting, takeover_hello{1, {"1.1.0", 10}}},
      {phase::accepting, takeover_sockets{}}};
  for (const auto& [at, message] : cases) {
    begin();
    if (at != phase::hello) {
      come_to(at);
    }
    say(message);
    expect_serves_on("a message came in the wrong");
  }
}

TEST_F(hand_over_test, serves_on_when_the_new_process_dies) {
  for (const auto at : {hand_over::phase::ready, hand_over::phase::accepting}) {
    begin();
    come_to(at);
    newcomer.reset();
    old->on_packet();
    EXPECT_EQ(old->now(), hand_over::phase::failed);
    EXPECT_THAT(log.text(), HasSubstr("has closed the connection"));
  }
}

TEST_F(hand_over_test, does_not_log_who_only_looks) {
  newcomer.reset();
  old->on_packet();
  EXPECT_EQ(old->now(), hand_over::phase::failed);
  EXPECT_EQ(log.text(), "");
}

TEST_F(hand_over_test, has_a_time_for_each_step) {
  options.answer_timeout = 1h;
  options.start_timeout = 24h;
  begin();
  const auto left = [&] { return old->deadline() - hand_over::clock::now(); };
  EXPECT_LE(left(), 1h);
  come_to(hand_over::phase::ready);
  EXPECT_GT(left(), 23h);
  say(takeover_ready{});
  heard();
  EXPECT_LE(left(), 1h);
  old->on_timeout();
  expect_serves_on("did not answer within takeover.answer_timeout");
  begin();
  come_to(hand_over::phase::ready);
  old->on_timeout();
  expect_serves_on("was not ready within takeover.start_timeout");
}

}  // namespace
}  // namespace aurawell::net
