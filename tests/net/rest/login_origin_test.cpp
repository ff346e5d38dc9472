#include "net/rest/login_origin.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(login_origin, tells_the_network_and_not_the_address) {
  EXPECT_EQ(network_of("203.0.113.57"), "203.0.113.0/24");
  EXPECT_EQ(network_of("2001:db8:1:2::/64"), "2001:db8:1::/48");
  EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1::/48");
  for (const auto* none : {"", "unix:", "203.0.113", "203.0.113.0.1", "x/24"}) {
    EXPECT_EQ(network_of(none), "") << none;
  }
}

TEST(login_origin, tells_the_kind_of_program_and_system) {
  EXPECT_EQ(client_of("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"),
            "Firefox, Linux");
  EXPECT_EQ(client_of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
                      "Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"),
            "Edge, Windows");
  EXPECT_EQ(client_of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
                      "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"),
            "Safari, iPhone");
  EXPECT_EQ(client_of("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like "
                      "Gecko) Chrome/126.0.0.0 Mobile Safari/537.36"),
            "Chrome, Android");
  EXPECT_EQ(client_of("curl/7.88.1"), "curl");
  EXPECT_EQ(client_of("something of Windows"), "Windows");
  EXPECT_EQ(client_of(""), "");
  EXPECT_EQ(client_of("<script>alert(1)</script>\xff"), "");
}

}  // namespace
}  // namespace aurawell::net
