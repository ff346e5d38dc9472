#include "net/address/authority.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(loopback, is_reached_from_this_machine_alone) {
  for (const auto* host : {"localhost", "127.0.0.1", "127.8.9.10", "::1", "0:0:0:0:0:0:0:1"}) {
    EXPECT_TRUE(is_loopback(host)) << host;
  }
  for (const auto* host : {"", "0.0.0.0", "128.0.0.1", "127.1", "::", "::2", "[::1]", "::1%lo",
                           "::ffff:127.0.0.1", "localhost.example.com", "127.0.0.1.example.com"}) {
    EXPECT_FALSE(is_loopback(host)) << host;
  }
}

TEST(loopback, is_found_in_a_url) {
  for (const auto* url : {"http://localhost", "http://127.0.0.1:4318/v1", "https://[::1]:8443/"}) {
    EXPECT_TRUE(is_loopback_url(url)) << url;
  }
  for (const auto* url : {"", "localhost", "127.0.0.1:4318", "http://", "http:///localhost",
                          "http://example.com/localhost", "http://localhost@example.com",
                          "http://localhost.example.com", "http://user@localhost"}) {
    EXPECT_FALSE(is_loopback_url(url)) << url;
  }
}

}  // namespace
}  // namespace aurawell::net
