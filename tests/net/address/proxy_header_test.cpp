#include "net/address/proxy_header.hpp"

#include <gtest/gtest.h>

#include <string>

namespace aurawell::net {
namespace {

using namespace std::string_literals;
using state = proxy_header::state;

constexpr std::size_t proxy_header_limit = 2'048;

const auto signature = "\r\n\r\n\0\r\nQUIT\n"s;
const auto ipv4_rest = "\xC6\x33\x64\x09\x0A\0\0\x01\x12\x34\x01\xBB"s;
const auto ipv6_rest =
    "\x20\x01\x0D\xB8\0\x01\0\x02\0\0\0\0\0\0\0\x09"
    "\xFD\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x12\x34\x01\xBB"s;
/// A name of the server, and one without a value.
const auto additions = "\x02\0\x03"s + "app" + "\x04\0\0"s;

std::string make_header(char command, char kind, const std::string& rest) {
  return signature + command + kind + static_cast<char>(rest.size() >> 8U) +
         static_cast<char>(rest.size() & 255U) + rest;
}

state header_state(const std::string& begun) {
  return proxy_header::read(begun, proxy_header_limit).now();
}

std::string client_in_header(const std::string& whole) {
  const auto header = proxy_header::read(whole, proxy_header_limit);
  EXPECT_EQ(header.now(), state::complete);
  return header.client() ? header.client()->to_string() : "";
}

TEST(proxy_header, names_the_client) {
  EXPECT_EQ(client_in_header(make_header('\x21', '\x11', ipv4_rest)), "198.51.100.9");
  EXPECT_EQ(client_in_header(make_header('\x21', '\x21', ipv6_rest)), "2001:db8:1:2::9");
  EXPECT_EQ(client_in_header(make_header('\x21', '\x11', ipv4_rest + additions)), "198.51.100.9");
}

TEST(proxy_header, names_nobody_when_the_proxy_speaks_for_itself) {
  EXPECT_EQ(client_in_header(make_header('\x20', '\x11', ipv4_rest)), "");
  EXPECT_EQ(client_in_header(make_header('\x20', '\0', "")), "");
  EXPECT_EQ(client_in_header(make_header('\x21', '\0', "anything")), "");
}

/// UDP, and Unix sockets: whatever follows is no address of TCP, and its length is not checked.
TEST(proxy_header, names_nobody_who_does_not_come_over_tcp) {
  for (const char kind : {'\x12', '\x22', '\x31', '\x32'}) {
    EXPECT_EQ(client_in_header(make_header('\x21', kind, std::string(216, '/'))), "");
    EXPECT_EQ(client_in_header(make_header('\x21', kind, ipv4_rest)), "");
    EXPECT_EQ(client_in_header(make_header('\x21', kind, "")), "");
  }
}

TEST(proxy_header, is_wanted_to_its_last_byte_and_no_further) {
  for (const auto& whole : {make_header('\x21', '\x11', ipv4_rest),
                            make_header('\x21', '\x21', ipv6_rest + additions)}) {
    for (std::size_t size = 0; size < whole.size(); ++size) {
      const auto begun = proxy_header::read(whole.substr(0, size), proxy_header_limit);
      EXPECT_EQ(begun.now(), state::incomplete) << size;
      EXPECT_GT(begun.wanted(), 0) << size;
      EXPECT_LE(size + begun.wanted(), whole.size()) << size;
    }
    EXPECT_EQ(proxy_header::read(whole, proxy_header_limit).wanted(), 0);
  }
}

TEST(proxy_header, is_refused_for_any_wrong_byte_of_its_signature) {
  const auto whole = make_header('\x21', '\x11', ipv4_rest);
  for (std::size_t at = 0; at < signature.size(); ++at) {
    for (int value = 0; value < 256; ++value) {
      auto wrong = whole.substr(0, at + 1);
      if (wrong[at] == static_cast<char>(value)) {
        continue;
      }
      wrong[at] = static_cast<char>(value);
      const bool may_be_text = at == 0 && value == 'P';
      EXPECT_EQ(header_state(wrong), may_be_text ? state::incomplete : state::not_there) << at;
    }
  }
}

TEST(proxy_header, knows_one_version_and_the_kinds_of_the_protocol) {
  for (int value = 0; value < 256; ++value) {
    const auto byte = static_cast<char>(value);
    const bool is_command = value == 0x20 || value == 0x21;
    EXPECT_EQ(header_state(make_header(byte, '\x11', ipv4_rest)),
              is_command ? state::complete : state::unsupported)
        << value;
    const bool is_kind = value == 0 || value == 0x11 || value == 0x12 || value == 0x21 ||
                         value == 0x22 || value == 0x31 || value == 0x32;
    EXPECT_EQ(header_state(make_header('\x21', byte, ipv6_rest)),
              value == 0x11 ? state::malformed : (is_kind ? state::complete : state::unsupported))
        << value;
  }
}

TEST(proxy_header, has_lengths_that_agree) {
  for (std::size_t size = 0; size < ipv4_rest.size(); ++size) {
    EXPECT_EQ(header_state(make_header('\x21', '\x11', ipv4_rest.substr(0, size))),
              state::malformed)
        << size;
  }
  for (std::size_t size = 1; size < additions.size(); ++size) {
    const auto expected = size == 6 ? state::complete : state::malformed;
    EXPECT_EQ(header_state(make_header('\x21', '\x11', ipv4_rest + additions.substr(0, size))),
              expected)
        << size;
  }
}

TEST(proxy_header, has_a_limit) {
  const auto most = proxy_header_limit - 16;
  EXPECT_EQ(header_state(make_header('\x20', '\0', std::string(most, 'x'))), state::complete);
  EXPECT_EQ(header_state(make_header('\x20', '\0', std::string(most + 1, 'x')).substr(0, 16)),
            state::too_long);
  const auto whole = make_header('\x21', '\x11', ipv4_rest);
  EXPECT_EQ(proxy_header::read(whole, whole.size()).now(), state::complete);
  EXPECT_EQ(proxy_header::read(whole, whole.size() - 1).now(), state::too_long);
}

/// Of `ipv4_rest`, this, and `additions`; computed bit by bit with another program, whose result
/// for "123456789" is e3069283 as in RFC 3720.
const auto checksum_of_ipv4 = "\x03\0\x04\xAB\xD2\xFB\x9D"s;

TEST(proxy_header, has_a_checksum_that_is_verified) {
  const auto whole = make_header('\x21', '\x11', ipv4_rest + checksum_of_ipv4 + additions);
  EXPECT_EQ(client_in_header(whole), "198.51.100.9");
  // Behind the kind of address and the lengths, whose change makes another header of it.
  for (std::size_t at = 16; at < whole.size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      auto other = whole;
      other[at] = static_cast<char>(other[at] ^ (1U << bit));
      const bool is_head = (at >= 28 && at < 31) || (at >= 35 && at < 38) || (at >= 42);
      if (!is_head) {
        EXPECT_EQ(header_state(other), state::bad_checksum) << at;
      }
    }
  }
}

TEST(proxy_header, has_one_checksum_of_four_bytes) {
  for (const auto& wrong : {checksum_of_ipv4 + checksum_of_ipv4, "\x03\0\x03"s + "abc",
                            "\x03\0\x05"s + "abcde", "\x03\0\0"s, "\x03\0\x04"s + "abc"}) {
    EXPECT_EQ(header_state(make_header('\x21', '\x11', ipv4_rest + wrong)), state::malformed);
  }
}

/// One that names nobody is skipped unread.
TEST(proxy_header, has_no_checksum_that_counts_when_it_names_nobody) {
  const auto wrong = "\x03\0\x04"s + "abcd";
  EXPECT_EQ(header_state(make_header('\x20', '\0', wrong)), state::complete);
  EXPECT_EQ(header_state(make_header('\x21', '\0', wrong)), state::complete);
  EXPECT_EQ(header_state(make_header('\x21', '\x11', ipv4_rest + wrong)), state::bad_checksum);
}

TEST(proxy_header, of_version_1_is_known_and_refused) {
  const auto text = "PROXY TCP4 198.51.100.9 10.0.0.1 4660 443\r\n"s;
  for (std::size_t size = 1; size < 6; ++size) {
    EXPECT_EQ(header_state(text.substr(0, size)), state::incomplete) << size;
  }
  EXPECT_EQ(header_state(text), state::version_1);
  EXPECT_EQ(header_state("PROPFIND / HTTP/1.1\r\n"), state::not_there);
  EXPECT_EQ(header_state("GET / HTTP/1.1\r\n"), state::not_there);
  EXPECT_EQ(header_state("\x16\x03\x01"), state::not_there);
}

}  // namespace
}  // namespace aurawell::net
