#include "net/takeover/takeover_message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/takeover/packet_socket.hpp"

namespace aurawell::net {
namespace {

template <class Message>
Message again(const Message& message) {
  const auto decoded = decode_takeover(encode(message));
  EXPECT_TRUE(decoded) << decoded.failure().detail;
  const auto* read = decoded ? std::get_if<Message>(&*decoded) : nullptr;
  EXPECT_NE(read, nullptr);
  return read == nullptr ? Message{} : *read;
}

std::vector<std::string> one_of_each() {
  return {encode(takeover_hello{1, {"1.2.3", 12}}),
          encode(takeover_sockets{{{listener_role::clients, true}}, false}),
          encode(takeover_ready{{listener_role::operators}}),
          encode(takeover_accept{}),
          encode(takeover_accepting{}),
          encode(takeover_released{}),
          encode(takeover_refused{"no"})};
}

bool is_refused(const std::string& text) {
  const auto decoded = decode_takeover(text);
  return !decoded && decoded.failure().code == ec::bad_format;
}

TEST(takeover_message, is_read_as_it_was_written) {
  const auto hello = again(takeover_hello{7, {"1.2.3", 12}});
  EXPECT_EQ(hello.protocol, 7U);
  EXPECT_EQ(hello.program.version, "1.2.3");
  EXPECT_EQ(hello.program.schema, 12);
  const auto sockets = again(
      takeover_sockets{{{listener_role::clients, false}, {listener_role::operators, true}}, false});
  ASSERT_EQ(sockets.entries.size(), 2U);
  EXPECT_EQ(sockets.entries[0].role, listener_role::clients);
  EXPECT_FALSE(sockets.entries[0].kept);
  EXPECT_EQ(sockets.entries[1].role, listener_role::operators);
  EXPECT_TRUE(sockets.entries[1].kept);
  EXPECT_FALSE(sockets.is_last);
  const std::vector<listener_role> taken{listener_role::redirect, listener_role::clients};
  EXPECT_EQ(again(takeover_ready{taken}).taken, taken);
  EXPECT_EQ(again(takeover_refused{"try \"again\""}).reason, "try \"again\"");
  again(takeover_accept{});
  again(takeover_accepting{});
  again(takeover_released{});
}

TEST(takeover_message, fits_in_a_packet_with_the_most_sockets) {
  takeover_sockets most;
  most.entries.resize(packet_socket::max_descriptors, {listener_role::operators, true});
  EXPECT_LE(encode(most).size(), packet_socket::max_text_bytes);
  EXPECT_EQ(again(most).entries.size(), packet_socket::max_descriptors);
  most.entries.emplace_back();
  EXPECT_TRUE(is_refused(encode(most)));
}

TEST(takeover_message, cuts_long_texts) {
  EXPECT_EQ(again(takeover_refused{std::string(5'000, 'x')}).reason.size(), max_reason_bytes);
  EXPECT_EQ(again(takeover_hello{1, {std::string(500, 'x'), 1}}).program.version.size(),
            max_version_bytes);
}

TEST(takeover_message, is_refused_when_it_is_cut_at_any_byte) {
  for (const auto& text : one_of_each()) {
    for (std::size_t size = 0; size < text.size(); ++size) {
      EXPECT_TRUE(is_refused(text.substr(0, size))) << text.substr(0, size);
    }
  }
}

TEST(takeover_message, with_any_byte_changed_is_read_or_refused) {
  for (const auto& text : one_of_each()) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      for (const char other : {'\0', '"', '}', '9', '\xff'}) {
        auto changed = text;
        changed[at] = other;
        if (const auto decoded = decode_takeover(changed)) {
          EXPECT_TRUE(decode_takeover(encode(*decoded))) << changed;
        }
      }
    }
  }
}

TEST(takeover_message, of_another_form_is_refused) {
  for (const auto* text : {
           "",
           "null",
           "[]",
           "{}",
           "{\"takeover\":1}",
           "{\"takeover\":1,\"message\":\"other\"}",
           "{\"takeover\":0,\"message\":\"accept\"}",
           "{\"takeover\":\"1\",\"message\":\"accept\"}",
           "{\"takeover\":2,\"message\":\"accept\"}",
           "{\"message\":\"accept\"}",
           "{\"takeover\":1,\"message\":\"hello\"}",
           "{\"takeover\":1,\"message\":\"hello\",\"version\":\"1\",\"schema\":-1}",
           "{\"takeover\":1,\"message\":\"hello\",\"version\":\"\",\"schema\":1}",
           "{\"takeover\":1,\"message\":\"sockets\",\"last\":true}",
           "{\"takeover\":1,\"message\":\"sockets\",\"sockets\":[]}",
           "{\"takeover\":1,\"message\":\"sockets\",\"sockets\":[1],\"last\":true}",
           "{\"takeover\":1,\"message\":\"sockets\",\"sockets\":[{\"role\":\"x\",\"kept\":true}],"
           "\"last\":true}",
           "{\"takeover\":1,\"message\":\"ready\",\"taken\":\"clients\"}",
           "{\"takeover\":1,\"message\":\"ready\",\"taken\":[\"clients\",\"clients\"]}",
           "{\"takeover\":1,\"message\":\"ready\",\"taken\":[1]}",
           "{\"takeover\":1,\"message\":\"refused\"}",
       }) {
    EXPECT_TRUE(is_refused(text)) << text;
  }
  EXPECT_TRUE(is_refused(std::string(packet_socket::max_text_bytes + 1, ' ')));
}

TEST(takeover_message, says_hello_and_refuses_across_versions) {
  EXPECT_TRUE(
      decode_takeover(R"({"takeover":9,"message":"hello","version":"5","schema":40,"more":[]})"));
  EXPECT_TRUE(decode_takeover(R"({"takeover":9,"message":"refused","reason":"too new"})"));
}

}  // namespace
}  // namespace aurawell::net
