#include "net/supervision/supervision_variables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

constexpr pid_t self = 42;

TEST(supervision_variables, are_taken_out_of_the_environment) {
  for (const auto* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) {
    ::setenv(name, name, 1);
  }
  const auto taken = take_supervision_variables();
  EXPECT_EQ(taken.socket, "NOTIFY_SOCKET");
  EXPECT_EQ(taken.interval, "WATCHDOG_USEC");
  EXPECT_EQ(taken.process, "WATCHDOG_PID");
  const auto left = take_supervision_variables();
  EXPECT_FALSE(left.socket || left.interval || left.process);
}

TEST(supervision_variables, give_the_interval_to_the_process_that_is_meant) {
  EXPECT_EQ(*watchdog_interval({"/s", "30000000", "42"}, self), 30s);
  EXPECT_EQ(*watchdog_interval({"/s", "30000000", {}}, self), 30s);
  EXPECT_EQ(*watchdog_interval({"/s", "30000000", "41"}, self), std::nullopt);
  EXPECT_EQ(*watchdog_interval({"/s", "30000000", "42x"}, self), std::nullopt);
  EXPECT_EQ(*watchdog_interval({"/s", {}, "42"}, self), std::nullopt);
  EXPECT_EQ(*watchdog_interval({{}, "30000000", "42"}, self), std::nullopt);
}

TEST(supervision_variables, refuse_an_interval_that_is_none) {
  for (const auto* wrong :
       {"", "soon", "-1", "0", "999", "30s", "99999999999999999999", "31536000000001"}) {
    const auto found = watchdog_interval({"/s", wrong, "42"}, self);
    ASSERT_FALSE(found) << wrong;
    EXPECT_THAT(found.failure().detail, HasSubstr("WATCHDOG_USEC"));
  }
  EXPECT_EQ(*watchdog_interval({"/s", "1000", "42"}, self), 1ms);
}

}  // namespace
}  // namespace aurawell::net
