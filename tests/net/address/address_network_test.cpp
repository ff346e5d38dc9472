#include "net/address/address_network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;

bool holds(const char* network, const char* address) {
  return address_network::parse(network)->contains(boost::asio::ip::make_address(address));
}

TEST(address_network, of_one_address_holds_that_alone) {
  EXPECT_TRUE(holds("10.0.0.7", "10.0.0.7"));
  EXPECT_FALSE(holds("10.0.0.7", "10.0.0.8"));
  EXPECT_TRUE(holds("::1", "::1"));
  EXPECT_FALSE(holds("::1", "::2"));
}

TEST(address_network, holds_what_begins_with_its_bits) {
  for (const auto* inside : {"10.0.0.0", "10.1.2.3", "10.255.255.255", "::ffff:10.9.9.9"}) {
    EXPECT_TRUE(holds("10.0.0.0/8", inside)) << inside;
  }
  for (const auto* outside : {"9.255.255.255", "11.0.0.0", "::a00:1", "fd00::1"}) {
    EXPECT_FALSE(holds("10.0.0.0/8", outside)) << outside;
  }
  EXPECT_TRUE(holds("192.0.2.128/25", "192.0.2.255"));
  EXPECT_FALSE(holds("192.0.2.128/25", "192.0.2.127"));
  EXPECT_TRUE(holds("fd00::/8", "fdff:1::1"));
  EXPECT_FALSE(holds("fd00::/8", "fe00::1"));
  EXPECT_TRUE(holds("2001:db8::/33", "2001:db8:7fff::1"));
  EXPECT_FALSE(holds("2001:db8::/33", "2001:db8:8000::1"));
}

TEST(address_network, counts_mapped_addresses_as_ipv4) {
  EXPECT_TRUE(holds("::ffff:10.0.0.0/104", "10.1.2.3"));
  EXPECT_FALSE(holds("::ffff:10.0.0.0/104", "11.1.2.3"));
  EXPECT_TRUE(holds("::ffff:10.0.0.7", "10.0.0.7"));
  EXPECT_FALSE(holds("::/0", "10.0.0.7")) << "all of IPv6 is no IPv4";
  EXPECT_TRUE(holds("0.0.0.0/0", "::ffff:10.0.0.7"));
  EXPECT_FALSE(holds("0.0.0.0/0", "::1"));
}

TEST(address_network, does_not_look_at_zones) {
  EXPECT_TRUE(holds("fe80::/10", "fe80::5%2"));
}

TEST(address_network, says_what_is_wrong) {
  const auto fault_of = [](const char* text) {
    const auto parsed = address_network::parse(text);
    return parsed ? std::string{"none"} : parsed.failure().detail;
  };
  for (const auto* text : {"", "gateway", "10.0.0.7:80", "[::1]", "10.0.0", "/8", "fe80::1%2"}) {
    EXPECT_THAT(fault_of(text), HasSubstr("is no address in numbers and no network")) << text;
  }
  for (const auto* text : {"10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/+8",
                           "10.0.0.0/8/8", "10.0.0.0/255.0.0.0", "10.0.0.0/ 8", "10.0.0.0/99999"}) {
    EXPECT_THAT(fault_of(text), HasSubstr("a number from 0 to 32")) << text;
  }
  EXPECT_THAT(fault_of("fd00::/129"), HasSubstr("a number from 0 to 128"));
  EXPECT_THAT(fault_of("::ffff:10.0.0.0/8"), HasSubstr("at least 96"));
  EXPECT_THAT(fault_of("10.0.0.7/8"), HasSubstr("write \"10.0.0.0/8\""));
  EXPECT_THAT(fault_of("fd00::1/8"), HasSubstr("write \"fd00::/8\""));
  EXPECT_THAT(fault_of("::ffff:10.0.0.7/104"), HasSubstr("write \"10.0.0.0/8\""));
}

}  // namespace
}  // namespace aurawell::net
