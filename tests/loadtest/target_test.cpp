#include "tests/loadtest/target.hpp"

#include <gtest/gtest.h>

namespace aurawell::loadtest {
namespace {

load_options with_url(std::string url) {
  load_options options;
  options.url = std::move(url);
  return options;
}

TEST(find_target, takes_loopback_addresses) {
  const auto v4 = find_target(with_url("ws://127.0.0.1:8000/"));
  ASSERT_TRUE(v4);
  EXPECT_EQ(v4->endpoint.port(), 8000);
  EXPECT_EQ(v4->host, "127.0.0.1:8000");
  EXPECT_TRUE(find_target(with_url("ws://[::1]:8000")));
}

TEST(find_target, takes_tls_where_the_address_says_so) {
  EXPECT_FALSE(find_target(with_url("ws://127.0.0.1:8000"))->tls);
  const auto encrypted = find_target(with_url("wss://127.0.0.1"));
  ASSERT_TRUE(encrypted);
  EXPECT_TRUE(encrypted->tls);
  EXPECT_EQ(encrypted->endpoint.port(), 443);
  auto options = with_url("wss://127.0.0.1:8000");
  options.authority_file = "/dev/null";
  const auto refused = find_target(options);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.failure().detail.find("--ca"), std::string::npos);
}

TEST(find_target, refuses_other_machines_unless_told) {
  auto options = with_url("ws://192.0.2.1:80");
  const auto refused = find_target(options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, ec::forbidden);
  options.allow_remote = true;
  EXPECT_TRUE(find_target(options));
}

TEST(find_target, refuses_what_is_no_websocket_address) {
  for (const auto* url :
       {"http://127.0.0.1:1", "wss:/127.0.0.1:1", "ws://", "wss://",
        "ws://127.0.0.1:", "ws://127.0.0.1:x", "ws://127.0.0.1:1/path", "ws://[::1", ""}) {
    EXPECT_FALSE(find_target(with_url(url))) << url;
  }
}

}  // namespace
}  // namespace aurawell::loadtest
