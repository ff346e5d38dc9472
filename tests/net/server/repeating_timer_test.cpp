#include "net/server/repeating_timer.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

TEST(repeating_timer, says_how_late_it_is_and_goes_on) {
  boost::asio::io_context loop;
  std::vector<std::chrono::nanoseconds> delays;
  repeat(loop, 1ms, [&](std::chrono::nanoseconds late) { delays.push_back(late); });
  // The loop is busy.
  const auto until = std::chrono::steady_clock::now() + 30ms;
  while (std::chrono::steady_clock::now() < until) {
  }
  loop.run_one();
  loop.run_one();
  ASSERT_EQ(delays.size(), 2U);
  EXPECT_GE(delays[0], 29ms - 1ms);
  EXPECT_GE(delays[1], 0ms);
}

}  // namespace
}  // namespace aurawell::net
