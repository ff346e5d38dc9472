#include "net/connection_quota.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

TEST(connection_quota, refuses_past_its_limit_and_then_drops) {
  connection_quota quota{2};
  std::vector<connection_quota::ticket> open;
  for (int i = 0; i < 2; ++i) {
    open.push_back(*quota.enter());
    EXPECT_FALSE(open.back().refused());
  }
  for (std::uint32_t i = 0; i < connection_quota::max_refusals; ++i) {
    open.push_back(*quota.enter());
    EXPECT_TRUE(open.back().refused());
  }
  EXPECT_FALSE(quota.enter());
  open.front().release();
  EXPECT_FALSE(quota.enter()->refused()) << "refused ones take no place";
}

TEST(connection_quota, changes_its_limit_for_the_next_to_come) {
  connection_quota quota{2};
  const auto first = quota.enter();
  const auto second = quota.enter();
  quota.set_limit(1);
  EXPECT_TRUE(quota.enter()->refused());
  EXPECT_EQ(quota.open(), 2U);
  quota.set_limit(3);
  EXPECT_FALSE(quota.enter()->refused());
}

TEST(connection_quota, counts_a_moved_ticket_once) {
  connection_quota quota{1};
  {
    auto first = *quota.enter();
    const auto second = std::move(first);
    EXPECT_TRUE(quota.enter()->refused());
  }
  EXPECT_FALSE(quota.enter()->refused());
}

TEST(connection_quota, waits_until_everybody_left) {
  connection_quota quota{2};
  EXPECT_TRUE(quota.wait_until_empty(0ms));
  auto ticket = *quota.enter();
  EXPECT_FALSE(quota.wait_until_empty(1ms));
  std::thread leaver{[held = std::move(ticket)]() mutable { held.release(); }};
  EXPECT_TRUE(quota.wait_until_empty(10s));
  leaver.join();
}

}  // namespace
}  // namespace aurawell::net
