#include "net/address/origin_policy.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(origin_policy, lets_programs_and_the_servers_own_pages_connect) {
  EXPECT_TRUE(is_origin_allowed("", "chat.example.com", {}));
  EXPECT_TRUE(is_origin_allowed("http://chat.example.com:8000", "chat.example.com:8000", {}));
  EXPECT_TRUE(is_origin_allowed("https://Chat.Example.com", "chat.example.COM", {}));
  EXPECT_TRUE(is_origin_allowed("https://chat.example.com", "chat.example.com:443", {}));
  EXPECT_TRUE(is_origin_allowed("http://chat.example.com:80", "chat.example.com", {}));
  EXPECT_TRUE(is_origin_allowed("http://[2001:db8::1]:8000", "[2001:db8::1]:8000", {}));
}

TEST(origin_policy, lets_loopback_pages_connect) {
  for (const auto* origin : {"http://localhost", "http://LOCALHOST:5173", "https://127.0.0.1:3000",
                             "http://127.8.9.10", "http://[::1]", "http://[::1]:5173"}) {
    EXPECT_TRUE(is_origin_allowed(origin, "chat.example.com", {})) << origin;
  }
}

TEST(origin_policy, refuses_other_pages) {
  for (const auto* origin : {"https://evil.example",
                             "http://chat.example.com:8001",
                             "http://chat.example.com",
                             "null",
                             "file://",
                             "http://localhost.evil.example",
                             "http://127.evil.example",
                             "http://127.0.0.1.evil.example",
                             "http://evil.example/localhost",
                             "http://localhost@evil.example",
                             "capacitor://localhost",
                             "http://",
                             "://",
                             "http://::1",
                             "http://[::1",
                             "x",
                             "http://chat.example.com:8000@evil.example",
                             "http://evil@chat.example.com:8000",
                             "http://@chat.example.com:8000",
                             "http://user@localhost",
                             "http://chat.example.com:8000/",
                             "http://chat.example.com:8000?a",
                             "http://localhost:x",
                             "http://chat.example.com:73536",
                             "http://localhost http://evil.example"}) {
    EXPECT_FALSE(is_origin_allowed(origin, "chat.example.com:8000", {})) << origin;
  }
}

TEST(origin_policy, knows_the_pages_of_this_very_server) {
  EXPECT_TRUE(is_same_origin("http://127.0.0.1:8001", "127.0.0.1:8001"));
  EXPECT_TRUE(is_same_origin("https://Admin.example.com", "admin.example.com:443"));
  EXPECT_TRUE(is_same_origin("http://[::1]:8001", "[::1]:8001"));
  for (const auto* other :
       {"", "null", "http://127.0.0.1:8000", "http://127.0.0.1", "http://localhost:8001",
        "http://127.0.0.2:8001", "file://", "http://127.0.0.1:8001/", "ftp://127.0.0.1:8001"}) {
    EXPECT_FALSE(is_same_origin(other, "127.0.0.1:8001")) << other;
  }
  EXPECT_FALSE(is_same_origin("http://127.0.0.1:8001", ""));
}

TEST(origin_policy, compares_addresses_and_ports_by_their_value) {
  EXPECT_TRUE(is_origin_allowed("http://[2001:db8::1]", "[2001:DB8:0::1]:80", {}));
  EXPECT_TRUE(is_origin_allowed("http://h:08000", "h:8000", {}));
  EXPECT_FALSE(is_origin_allowed("http://[2001:db8::1]", "[2001:db8::2]", {}));
  EXPECT_FALSE(is_origin_allowed("http://h", "h h", {}));
}

TEST(origin_policy, lets_listed_pages_connect) {
  EXPECT_TRUE(is_origin_allowed("https://app.example", "h", {"https://b", "https://App.example"}));
  EXPECT_TRUE(is_origin_allowed("capacitor://localhost", "h", {"capacitor://localhost"}));
  EXPECT_FALSE(is_origin_allowed("https://app.example.evil", "h", {"https://app.example"}));
}

TEST(origin_policy, lets_every_page_connect_when_all_are_listed) {
  for (const auto* origin : {"null", "file://", "https://a.example", "capacitor://localhost"}) {
    EXPECT_TRUE(is_origin_allowed(origin, "h", {"*"})) << origin;
  }
  for (const auto* origin : {"x", "https://user@a.example", "https://a.example/", "https://"}) {
    EXPECT_FALSE(is_origin_allowed(origin, "h", {"*"})) << origin;
  }
}

}  // namespace
}  // namespace aurawell::net
