#include "net/address/authority.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using namespace std::string_view_literals;

TEST(authority, is_a_host_with_or_without_a_port) {
  EXPECT_EQ(parse_authority("chat.example.com"), (authority{"chat.example.com", {}, false}));
  EXPECT_EQ(parse_authority("Chat.Example.COM:8000"), (authority{"chat.example.com", 8000, false}));
  EXPECT_EQ(parse_authority("127.0.0.1:80"), (authority{"127.0.0.1", 80, false}));
  EXPECT_EQ(parse_authority("chat.example.com:"), (authority{"chat.example.com", {}, false}));
  EXPECT_EQ(parse_authority("h:00080"), (authority{"h", 80, false}));
  EXPECT_EQ(parse_authority("h:0"), (authority{"h", 0, false}));
  EXPECT_EQ(parse_authority("h:65535"), (authority{"h", 65535, false}));
  EXPECT_EQ(parse_authority("service_1~x!$&'()*+,;="),
            (authority{"service_1~x!$&'()*+,;=", {}, false}));
}

TEST(authority, can_be_a_name_that_begins_like_an_address) {
  for (const std::string name : {"10.0.0.7.nip.io", "1.2.3.4.sslip.io", "127.0.0.1.", "1.2.3.4x"}) {
    EXPECT_EQ(parse_authority(name), (authority{name, {}, false}));
    EXPECT_EQ(parse_authority(name + ":8000"), (authority{name, 8000, false}));
  }
}

TEST(authority, keeps_percent_encoding_as_it_came) {
  EXPECT_EQ(parse_authority("loc%61lhost"), (authority{"loc%61lhost", {}, false}));
  EXPECT_FALSE(parse_authority("loc%6"));
  EXPECT_FALSE(parse_authority("loc%zz"));
}

TEST(authority, has_one_text_for_each_ipv6_address) {
  for (const auto* text : {"[2001:db8::1]:80", "[2001:DB8::1]:80", "[2001:db8:0:0:0:0:0:1]:80",
                           "[2001:0db8::0001]:80", "[2001:db8::0.0.0.1]:80"}) {
    EXPECT_EQ(parse_authority(text), (authority{"2001:db8::1", 80, true})) << text;
  }
  EXPECT_EQ(parse_authority("[::1]"), (authority{"::1", {}, true}));
  EXPECT_EQ(parse_authority("[::]:"), (authority{"::", {}, true}));
  EXPECT_EQ(parse_authority("[::ffff:127.0.0.1]"), (authority{"::ffff:127.0.0.1", {}, true}));
}

TEST(authority, is_nothing_else) {
  for (const auto text : {""sv,
                          ":80"sv,
                          " "sv,
                          "a b"sv,
                          " a"sv,
                          "a "sv,
                          "a\tb"sv,
                          "a,b c"sv,
                          "a/"sv,
                          "a/b"sv,
                          "a?b"sv,
                          "a#b"sv,
                          "http://a"sv,
                          "a@b"sv,
                          "@a"sv,
                          "a:b@c"sv,
                          ":@a"sv,
                          "a:b"sv,
                          "a:80:80"sv,
                          "a:-1"sv,
                          "a:+1"sv,
                          "a: 80"sv,
                          "a:80 "sv,
                          "a:65536"sv,
                          "a:70000"sv,
                          "a:99999"sv,
                          "a:131072"sv,
                          "a:4294967376"sv,
                          "a:18446744073709551696"sv,
                          "a\0b"sv,
                          "a\x7f"sv,
                          "\xff"sv,
                          "\xc3\xa4.example"sv,
                          "a\"b"sv,
                          "<a>"sv,
                          "a\\b"sv,
                          "{a}"sv,
                          "a|b"sv,
                          "a^b"sv,
                          "a`b"sv}) {
    EXPECT_FALSE(parse_authority(text)) << text;
  }
}

TEST(authority, has_no_malformed_ipv6_address) {
  for (const auto text : {"["sv,
                          "[]"sv,
                          "[]:80"sv,
                          "[::1"sv,
                          "::1"sv,
                          "::1]"sv,
                          "[::1]80"sv,
                          "[::1]a"sv,
                          "[::1]:a"sv,
                          "[::1]:65536"sv,
                          "[::."sv,
                          "[::.]"sv,
                          "[::1.]"sv,
                          "[:::1]"sv,
                          "[1::2::3]"sv,
                          "[1:2:3:4:5:6:7]"sv,
                          "[1:2:3:4:5:6:7:8:9]"sv,
                          "[12345::]"sv,
                          "[::1.2.3]"sv,
                          "[::1.2.3.256]"sv,
                          "[fe80::1%25eth0]"sv,
                          "[fe80::1%eth0]"sv,
                          "[v1.a]"sv,
                          "[127.0.0.1]"sv,
                          "[::1][::1]"sv,
                          "a[::1]"sv,
                          "a@[::1]"sv,
                          "[::1]@a"sv,
                          "[::1]a@:80"sv,
                          "[[::1]]"sv,
                          "[::1\0]"sv,
                          "[::1\0.evil]"sv,
                          "[0000:0000:0000:0000:0000:0000:0000:0000:0001]"sv}) {
    EXPECT_FALSE(parse_authority(text)) << text;
  }
}

TEST(web_origin, is_a_scheme_and_an_authority) {
  EXPECT_EQ(parse_origin("HTTPS://App.Example:8443"),
            (web_origin{"https", {"app.example", 8443, false}}));
  EXPECT_EQ(parse_origin("http://[::1]:5173"), (web_origin{"http", {"::1", 5173, true}}));
  EXPECT_EQ(parse_origin("chrome-extension://abc"),
            (web_origin{"chrome-extension", {"abc", {}, false}}));
  EXPECT_EQ(parse_origin("a+1.b-c://h"), (web_origin{"a+1.b-c", {"h", {}, false}}));
}

TEST(web_origin, has_nothing_behind_it) {
  for (const auto text : {""sv,
                          "null"sv,
                          "x"sv,
                          "://"sv,
                          "://h"sv,
                          "http:"sv,
                          "http:/h"sv,
                          "http://"sv,
                          "http://:80"sv,
                          "http://h/"sv,
                          "http://h/p"sv,
                          "http://h?q"sv,
                          "http://h#f"sv,
                          "http://u@h"sv,
                          "http://u:p@h"sv,
                          "http://@h"sv,
                          "http://h http://i"sv,
                          "http://h,http://i"sv,
                          "http://h:80a"sv,
                          "1http://h"sv,
                          "ht tp://h"sv,
                          "-a://h"sv,
                          "http://::1"sv,
                          "http://[::1"sv,
                          "http://[::."sv,
                          " http://h"sv,
                          "http://h "sv}) {
    EXPECT_FALSE(parse_origin(text)) << text;
  }
}

}  // namespace
}  // namespace aurawell::net
