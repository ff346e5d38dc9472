// What an http_session learns from a proxy in front.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "net/http/transport_security.hpp"
#include "tests/net/dispatch/server_fixture.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using test_support::raw_client;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string health_of_one = "GET /ws/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
const std::string upgrade_of_one =
    "GET /ws/chat/u1 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

std::string proxy_header_of(char command, char kind, const std::string& rest) {
  return "\r\n\r\n\0\r\nQUIT\n"s + command + kind + static_cast<char>(rest.size() >> 8U) +
         static_cast<char>(rest.size() & 255U) + rest;
}

/// Of a client at 198.51.100.`last`.
std::string proxied(unsigned char last = 9) {
  return proxy_header_of(
      '\x21', '\x11', "\xC6\x33\x64"s + static_cast<char>(last) + "\x0A\0\0\x01\x12\x34\x01\xBB"s);
}

class behind_proxy : public server_test {
 protected:
  behind_proxy() { options.proxy_protocol = true; }

  std::string reply_to(std::string_view bytes) {
    raw_client client{port};
    client.send(bytes);
    return client.read_to_end().value_or("(the server did not close)");
  }

  /// The address of the client of the chat that `fields` open after `header`; "(none)": no chat.
  std::string chat_address(const std::string& header, const std::string& fields = {}) {
    raw_client client{port};
    client.send(header + upgrade_of_one + fields + "\r\n");
    if (!client.read_until("connection_established")) {
      return "(none)";
    }
    return gateway.session(chats_++)->client.address;
  }

 private:
  std::size_t chats_ = 0;
};

TEST_F(behind_proxy, takes_the_header_and_not_a_byte_of_the_request) {
  start();
  EXPECT_EQ(chat_address(proxied(9)), "198.51.100.9");
  EXPECT_EQ(chat_address(proxied(10), "X-Forwarded-For: 203.0.113.5\r\n"), "198.51.100.10");
}

TEST_F(behind_proxy, takes_the_header_in_any_two_pieces) {
  start();
  const auto whole = proxied() + health_of_one + "\r\n";
  for (std::size_t at = 1; at < proxied().size() + 20; ++at) {
    raw_client client{port};
    client.send(whole.substr(0, at));
    client.send(whole.substr(at));
    EXPECT_THAT(client.read_to_end().value_or(""), StartsWith("HTTP/1.1 200 ")) << at;
  }
}

/// A proxy that speaks for itself, an unknown client, UDP, a Unix socket, and the address 0.0.0.0.
TEST_F(behind_proxy, believes_nothing_of_a_client_that_the_proxy_does_not_name) {
  options.max_connections_per_user = 20;
  start();
  const std::string ipv4(12, '\0');
  for (const auto& header :
       {proxy_header_of('\x20', '\0', ""), proxy_header_of('\x20', '\x11', ipv4),
        proxy_header_of('\x21', '\0', ""), proxy_header_of('\x21', '\x12', ipv4),
        proxy_header_of('\x21', '\x31', std::string(216, '/')),
        proxy_header_of('\x21', '\x11', ipv4)}) {
    EXPECT_EQ(chat_address(header, "X-Forwarded-For: 203.0.113.5\r\n"), "");
  }
}

TEST_F(behind_proxy, does_not_believe_who_a_client_says_it_is) {
  options.user_header = "X-User";
  start();
  for (const auto& header :
       {proxied(), proxy_header_of('\x20', '\0', ""), proxy_header_of('\x21', '\0', "")}) {
    raw_client client{port};
    client.send(header + upgrade_of_one + "X-User: u1\r\n\r\n");
    EXPECT_TRUE(client.read_until("counts from server.trusted_proxies only"));
  }
}

TEST_F(behind_proxy, believes_another_proxy_that_the_first_one_names) {
  options.trusted_proxies = {"127.0.0.1", "198.51.100.9"};
  start();
  EXPECT_EQ(chat_address(proxied(9), "X-Forwarded-For: 203.0.113.5\r\n"), "203.0.113.5");
}

TEST_F(behind_proxy, refuses_what_is_no_good_header_and_counts_why) {
  options.max_proxy_header_bytes = 300;
  start();
  const auto ipv4 = "\xC6\x33\x64\x09\x0A\0\0\x01\x12\x34\x01\xBB"s;
  const std::vector<std::pair<std::string, std::string>> refusals{
      {health_of_one + "\r\n", "not_there"},
      {"PROXY TCP4 198.51.100.9 10.0.0.1 4660 443\r\n", "version_1"},
      {proxy_header_of('\x11', '\x11', ipv4), "unsupported"},
      {proxy_header_of('\x21', '\x11', ipv4 + std::string(285, '\0')).substr(0, 16), "too_long"},
      {proxy_header_of('\x21', '\x11', ipv4 + "x"), "malformed"},
      {proxy_header_of('\x21', '\x11', ipv4 + "\x03\0\x04good"s), "bad_checksum"},
  };
  for (const auto& [bytes, reason] : refusals) {
    EXPECT_THAT(reply_to(bytes), StartsWith("HTTP/1.1 400 ")) << reason;
    EXPECT_TRUE(measured.has("proxy header " + reason)) << reason;
  }
  const auto longest = proxy_header_of('\x20', '\0', std::string(284, 'x'));
  EXPECT_THAT(reply_to(longest + health_of_one + "\r\n"), StartsWith("HTTP/1.1 200 "));
}

TEST_F(behind_proxy, gives_a_header_up_that_does_not_end_in_time) {
  options.proxy_header_timeout = 40ms;
  start();
  raw_client silent{port};
  raw_client halting{port};
  halting.send(proxied().substr(0, 20));
  EXPECT_EQ(silent.read_to_end(), "");
  EXPECT_EQ(halting.read_to_end(), "");
  EXPECT_TRUE(measured.has("proxy header incomplete", 2));
}

TEST_F(behind_proxy, gives_the_request_its_own_time_after_the_header) {
  options.proxy_header_timeout = 300s;
  options.handshake_timeout = 40ms;
  start();
  raw_client client{port};
  client.send(proxied() + "GET");
  EXPECT_EQ(client.read_to_end(), "");
  EXPECT_EQ(measured.count("proxy header incomplete"), 0);
}

/// As checks do that only look whether the port is open.
TEST_F(behind_proxy, does_not_count_a_connection_that_ends_without_a_byte) {
  start();
  { const raw_client silent{port}; }
  {
    raw_client cut{port};
    cut.send(proxied().substr(0, 20));
  }
  EXPECT_TRUE(measured.has("proxy header incomplete", 1));
  EXPECT_TRUE(measured.has("closed", 2));
  EXPECT_EQ(measured.count("proxy header incomplete"), 1);
}

/// Through a proxy of TCP each connection is one client's.
TEST_F(behind_proxy, counts_every_connection_for_the_client) {
  options.max_connections_per_address = 2;
  start();
  std::vector<raw_client> open;
  for (const unsigned char last : {9, 9, 10}) {
    open.emplace_back(port);
    open.back().send(proxied(last) + "GET /ws/health HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_THAT(open.back().read_until("\r\n").value_or(""), HasSubstr(" 200 "));
  }
  EXPECT_THAT(reply_to(proxied(9) + health_of_one + "\r\n"), StartsWith("HTTP/1.1 429 "));
  EXPECT_THAT(reply_to(proxied(10) + health_of_one + "\r\n"), StartsWith("HTTP/1.1 200 "));
  EXPECT_EQ(measured.count("socket " + std::to_string(int(socket_outcome::crowded))), 1);
  open.clear();
  EXPECT_TRUE(measured.has("closed", 5));
  EXPECT_THAT(reply_to(proxied(9) + health_of_one + "\r\n"), StartsWith("HTTP/1.1 200 "));
}

TEST_F(behind_proxy, takes_the_header_where_clients_are_led_to_tls) {
  threads = std::make_unique<io_threads>(1);
  front = std::make_unique<server>(options, *threads, make_https_redirect(8443));
  ASSERT_TRUE(front->start());
  port = front->port();
  EXPECT_THAT(reply_to(proxied() + health_of_one + "\r\n"),
              HasSubstr("Location: https://x:8443/ws/health\r\n"));
  EXPECT_THAT(reply_to(health_of_one + "\r\n"), StartsWith("HTTP/1.1 400 "));
}

class with_forwarded : public behind_proxy {
 protected:
  with_forwarded() {
    options.proxy_protocol = false;
    options.forwarded_header = true;
  }
};

TEST_F(with_forwarded, believes_the_proxy) {
  start();
  EXPECT_EQ(chat_address("",
                         "Forwarded: for=203.0.113.5\r\nForwarded: for=198.51.100.9\r\n"
                         "X-Forwarded-For: 203.0.113.77\r\n"),
            "198.51.100.9");
  EXPECT_EQ(chat_address("", "X-Forwarded-For: 203.0.113.77\r\n"), "");
}

/// Else a client could hide its address by breaking the header that the proxy appends to.
TEST_F(with_forwarded, refuses_a_request_whose_header_is_broken) {
  start();
  for (const auto* broken : {"for=\"1.2.3.4", "for", "for=1.2.3.4;for=1.2.3.4"}) {
    const auto fields = "Forwarded: "s + broken + "\r\nForwarded: for=198.51.100.9\r\n\r\n";
    const auto reply = reply_to(health_of_one + fields);
    EXPECT_THAT(reply, StartsWith("HTTP/1.1 400 ")) << broken;
    EXPECT_THAT(reply, HasSubstr("RFC 7239")) << broken;
    EXPECT_THAT(reply_to(upgrade_of_one + fields), StartsWith("HTTP/1.1 400 ")) << broken;
  }
  EXPECT_TRUE(measured.has("forwarded refused", 6));
}

TEST_F(with_forwarded, does_not_read_it_from_others) {
  options.trusted_proxies = {"10.0.0.1"};
  start();
  EXPECT_EQ(chat_address("", "Forwarded: for=203.0.113.5\r\n"), "127.0.0.1");
  EXPECT_EQ(chat_address("", "Forwarded: for=\"\r\n"), "127.0.0.1");
  EXPECT_EQ(measured.count("forwarded refused"), 0);
}

}  // namespace
}  // namespace aurawell::net
