#include "config/log/shown_address.hpp"

#include <gtest/gtest.h>

namespace aurawell::config {
namespace {

using enum address_style;

TEST(shown_address, full_is_the_address_itself) {
  EXPECT_EQ(shown_address("192.0.2.7", full), "192.0.2.7");
  EXPECT_EQ(shown_address("2001:db8:1:2::/64", full), "2001:db8:1:2::/64");
}

TEST(shown_address, truncated_is_the_network) {
  EXPECT_EQ(shown_address("192.0.2.7", truncated), "192.0.2.0/24");
  EXPECT_EQ(shown_address("127.0.0.1", truncated), "127.0.0.0/24");
  EXPECT_EQ(shown_address("2001:db8:1:2::/64", truncated), "2001:db8:1::/48");
  EXPECT_EQ(shown_address("2001:db8:1:2:3:4:5:6", truncated), "2001:db8:1::/48");
}

TEST(shown_address, none_is_empty) {
  EXPECT_EQ(shown_address("192.0.2.7", none), "");
}

TEST(shown_address, text_that_is_no_address_is_not_shown) {
  for (const auto style : {full, truncated, none}) {
    EXPECT_EQ(shown_address("", style), "");
    EXPECT_EQ(shown_address("192.0.2", style), "");
    EXPECT_EQ(shown_address("ann@example.com", style), "");
  }
}

}  // namespace
}  // namespace aurawell::config
