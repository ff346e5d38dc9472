#include "net/address/client_address.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

const client_address behind_proxies{{"127.0.0.1", "::1", "10.0.0.7", "not an address"}};

std::string find(const char* peer, std::string_view forwarded_for) {
  return behind_proxies.find(boost::asio::ip::make_address(peer), forwarded_for);
}

TEST(client_address, is_the_peer_that_no_proxy_is) {
  EXPECT_EQ(find("192.0.2.1", ""), "192.0.2.1");
  EXPECT_EQ(find("192.0.2.1", "198.51.100.9"), "192.0.2.1") << "anybody can send that header";
}

TEST(client_address, is_what_a_trusted_proxy_says) {
  EXPECT_EQ(find("127.0.0.1", "198.51.100.9"), "198.51.100.9");
  EXPECT_EQ(find("::1", " 198.51.100.9\t"), "198.51.100.9");
  EXPECT_EQ(find("::ffff:127.0.0.1", "::ffff:198.51.100.9"), "198.51.100.9");
}

TEST(client_address, is_the_last_one_that_is_not_trusted) {
  EXPECT_EQ(find("127.0.0.1", "203.0.113.5, 198.51.100.9, 10.0.0.7"), "198.51.100.9");
  EXPECT_EQ(find("127.0.0.1", "203.0.113.5,198.51.100.9"), "198.51.100.9");
}

TEST(client_address, may_have_a_port) {
  EXPECT_EQ(find("127.0.0.1", "203.0.113.5, 198.51.100.9:4711"), "198.51.100.9");
  EXPECT_EQ(find("127.0.0.1", "198.51.100.9:4711, 10.0.0.7:80, [::1]:567"), "198.51.100.9");
  EXPECT_EQ(find("127.0.0.1", "[2001:db8:1:2::9]:567"), "2001:db8:1:2::/64");
  EXPECT_EQ(find("127.0.0.1", "[2001:db8:1:2::9]"), "2001:db8:1:2::/64");
  EXPECT_EQ(find("127.0.0.1", "[::ffff:198.51.100.9]:567"), "198.51.100.9");
}

TEST(client_address, is_found_behind_networks_of_proxies) {
  const client_address behind{{"10.0.0.0/8", "fd00::/8"}};
  const auto find_behind = [&](const char* peer, std::string_view forwarded_for) {
    return behind.find(boost::asio::ip::make_address(peer), forwarded_for);
  };
  EXPECT_EQ(find_behind("10.1.2.3", "198.51.100.9, fd12::1, 10.200.0.1"), "198.51.100.9");
  EXPECT_EQ(find_behind("::ffff:10.1.2.3", "198.51.100.9"), "198.51.100.9");
  EXPECT_EQ(find_behind("fd00::5", "198.51.100.9"), "198.51.100.9");
  EXPECT_EQ(find_behind("11.1.2.3", "198.51.100.9"), "11.1.2.3");
  EXPECT_EQ(find_behind("10.1.2.3", "198.51.100.9, 11.0.0.1"), "11.0.0.1");
}

TEST(client_address, of_ipv6_is_the_network_of_a_household) {
  EXPECT_EQ(find("2001:db8:1:2:3:4:5:6", ""), "2001:db8:1:2::/64");
  EXPECT_EQ(find("127.0.0.1", "2001:db8:1:2::9"), "2001:db8:1:2::/64");
}

TEST(client_address, is_unknown_when_trusted_proxies_name_nobody) {
  EXPECT_EQ(find("127.0.0.1", ""), "");
  EXPECT_EQ(find("127.0.0.1", "10.0.0.7, ::1"), "");
}

TEST(client_address, is_unknown_beyond_what_is_no_address) {
  for (const auto* text : {"unknown", ",", " ", "198.51.100.9, ", "198.51.100.9, _hidden",
                           "198.51.100.9:99999", "198.51.100.9:x", "[198.51.100.9]:1", "[::1",
                           "client.example.com:80", "198.51.100.9, 10.0.0.7, x, ::1", "1.2.3",
                           "me@198.51.100.9:80", "2001:db8::1:2:3:4:5:6:7:8"}) {
    EXPECT_EQ(find("127.0.0.1", text), "") << text;
  }
  EXPECT_EQ(find("127.0.0.1", "junk, 198.51.100.9"), "198.51.100.9");
}

TEST(client_address, is_nobody_when_the_peer_has_none) {
  const client_address all{{"0.0.0.0/0", "::/0"}};
  for (const auto* none : {"0.0.0.0", "::"}) {
    const auto peer = boost::asio::ip::make_address(none);
    EXPECT_FALSE(all.is_trusted(peer)) << none;
    EXPECT_EQ(all.find(peer, "198.51.100.9"), "") << none;
  }
}

TEST(client_address, without_trusted_proxies_is_always_the_peer) {
  const client_address alone{{}};
  EXPECT_EQ(alone.find(boost::asio::ip::make_address("127.0.0.1"), "1.2.3.4"), "127.0.0.1");
}

}  // namespace
}  // namespace aurawell::net
