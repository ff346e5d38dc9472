#include "net/http/content_policy.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

std::string policy_with(const std::string& sources) {
  return "default-src 'self'; connect-src 'self'" + sources +
         "; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
         "frame-ancestors 'none'";
}

TEST(content_policy, names_the_host_that_sockets_go_to) {
  EXPECT_EQ(content_policy("chat.example.com"),
            policy_with(" ws://chat.example.com wss://chat.example.com"));
  EXPECT_EQ(content_policy("LOCALHOST:8000"),
            policy_with(" ws://localhost:8000 wss://localhost:8000"));
  EXPECT_EQ(content_policy("127.0.0.1:80"), policy_with(" ws://127.0.0.1:80 wss://127.0.0.1:80"));
}

TEST(content_policy, holds_nothing_that_a_host_could_add) {
  for (const char* host : {"", "[::1]:8000", "a;script-src *", "a;script-src%20*.localhost",
                           "a,b.localhost", "*", "a b", "x'unsafe-inline'.localhost", "a:99999"}) {
    EXPECT_EQ(content_policy(host), policy_with("")) << host;
  }
}

}  // namespace
}  // namespace aurawell::net
