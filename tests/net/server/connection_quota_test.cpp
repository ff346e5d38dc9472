#include "net/server/connection_quota.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

TEST(connection_quota, refuses_past_its_limit_and_then_drops) {
  connection_quota quota{{2}};
  std::vector<connection_quota::ticket> open;
  for (int i = 0; i < 2; ++i) {
    open.push_back(*quota.enter({}));
    EXPECT_FALSE(open.back().is_refused());
  }
  for (std::uint32_t i = 0; i < connection_quota::max_refusals; ++i) {
    open.push_back(*quota.enter({}));
    EXPECT_TRUE(open.back().is_refused());
  }
  EXPECT_FALSE(quota.enter({}));
  open.front().release();
  EXPECT_FALSE(quota.enter({})->is_refused()) << "refused ones take no place";
}

TEST(connection_quota, changes_its_limit_for_the_next_to_come) {
  connection_quota quota{{2}};
  const auto first = quota.enter({});
  const auto second = quota.enter({});
  quota.set_limits({1});
  EXPECT_TRUE(quota.enter({})->is_refused());
  EXPECT_EQ(quota.open(), 2U);
  quota.set_limits({3});
  EXPECT_FALSE(quota.enter({})->is_refused());
}

TEST(connection_quota, counts_a_moved_ticket_once) {
  connection_quota quota{{1}};
  {
    auto first = *quota.enter({});
    const auto second = std::move(first);
    EXPECT_TRUE(quota.enter({})->is_refused());
  }
  EXPECT_FALSE(quota.enter({})->is_refused());
}

TEST(connection_quota, refuses_a_socket_whose_client_is_named_later) {
  connection_quota quota{{1'000, 1}};
  auto first = *quota.enter({});
  EXPECT_TRUE(first.admit_for("a"));
  EXPECT_FALSE(first.is_refused());
  {
    auto second = *quota.enter({});
    EXPECT_TRUE(second.admit_for("a"));
    EXPECT_EQ(second.why_refused(), connection_quota::refusal::address);
    EXPECT_EQ(quota.open(), 1U);
    std::vector<connection_quota::ticket> refused;
    for (std::uint32_t i = 1; i < connection_quota::max_refusals; ++i) {
      refused.push_back(*quota.enter({}));
      EXPECT_TRUE(refused.back().admit_for("a"));
    }
    auto last = *quota.enter({});
    EXPECT_FALSE(last.admit_for("a")) << "too many are refused";
    EXPECT_EQ(quota.open(), 2U);
  }
  EXPECT_EQ(quota.open(), 1U);
  first.release();
  EXPECT_TRUE(quota.wait_until_empty(0ms));
  auto again = *quota.enter({});
  EXPECT_TRUE(again.admit_for("a"));
  EXPECT_FALSE(again.is_refused());
}

TEST(connection_quota, counts_each_address_by_itself) {
  connection_quota quota{{10, 2}};
  std::vector<connection_quota::ticket> open;
  for (const auto* address : {"a", "b", "a", "b", "", "", ""}) {
    open.push_back(*quota.enter(address));
    EXPECT_FALSE(open.back().is_refused()) << address;
  }
  EXPECT_EQ(quota.enter("a")->why_refused(), connection_quota::refusal::address);
  EXPECT_EQ(quota.enter("b")->why_refused(), connection_quota::refusal::address);
  open.front().release();
  EXPECT_FALSE(quota.enter("a")->is_refused());
  EXPECT_TRUE(quota.enter("b")->is_refused());
  quota.set_limits({10, 0});
  EXPECT_FALSE(quota.enter("b")->is_refused());
  quota.set_limits({1, 0});
  EXPECT_EQ(quota.enter("c")->why_refused(), connection_quota::refusal::all);
}

TEST(connection_quota, counts_a_socket_for_the_address_that_a_gateway_tells) {
  connection_quota quota{{10, 1}};
  auto through_gateway = *quota.enter({});
  EXPECT_TRUE(through_gateway.count_for("a"));
  EXPECT_TRUE(through_gateway.count_for("b")) << "it counts for one address";
  auto other = *quota.enter({});
  EXPECT_FALSE(other.count_for("a"));
  EXPECT_TRUE(other.count_for(""));
  EXPECT_TRUE(other.count_for("b"));
  through_gateway.release();
  EXPECT_FALSE(quota.enter("a")->is_refused());
  EXPECT_TRUE(quota.enter("b")->is_refused());
}

TEST(connection_quota, waits_until_everybody_left) {
  connection_quota quota{{2}};
  EXPECT_TRUE(quota.wait_until_empty(0ms));
  auto ticket = *quota.enter({});
  EXPECT_FALSE(quota.wait_until_empty(1ms));
  std::thread leaver{[held = std::move(ticket)]() mutable { held.release(); }};
  EXPECT_TRUE(quota.wait_until_empty(10s));
  leaver.join();
}

}  // namespace
}  // namespace aurawell::net
