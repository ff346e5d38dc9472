#include "net/address/host_policy.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

/// Text that is not a host is not allowed either.
bool allows(const host_policy& hosts, const char* text) {
  const auto called = parse_authority(text);
  return called && hosts.allows(*called);
}

TEST(host_policy, always_allows_this_machine_and_addresses) {
  const host_policy hosts{{}, "0.0.0.0"};
  for (const auto* text :
       {"localhost", "LocalHost:8000", "localhost.", "app.localhost:8000", "127.0.0.1:8000",
        "127.8.8.8", "127.0.0.1.", "[::1]:8000", "192.0.2.7:80", "[2001:db8::7]", "10.0.0.7"}) {
    EXPECT_TRUE(allows(hosts, text)) << text;
  }
}

TEST(host_policy, allows_no_name_that_nobody_has_set) {
  const host_policy hosts{{}, "127.0.0.1"};
  for (const auto* text :
       {"evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "notlocalhost",
        "127.1", "2130706433", "0x7f.1", "0.0.0.0.example", "%6cocalhost", "x"}) {
    EXPECT_FALSE(allows(hosts, text)) << text;
  }
}

TEST(host_policy, allows_the_names_that_were_set) {
  const host_policy hosts{{"App.example.com", "aurawell."}, "Box.lan"};
  for (const auto* text : {"app.example.com", "APP.EXAMPLE.COM.", "app.example.com:443", "aurawell",
                           "aurawell:8000", "box.lan"}) {
    EXPECT_TRUE(allows(hosts, text)) << text;
  }
  for (const auto* text : {"example.com", "x.app.example.com", "app.example.com.evil.example"}) {
    EXPECT_FALSE(allows(hosts, text)) << text;
  }
  EXPECT_TRUE(allows({{"*"}, "127.0.0.1"}, "anything.example"));
}

}  // namespace
}  // namespace aurawell::net
