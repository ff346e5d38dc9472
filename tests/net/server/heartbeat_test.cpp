#include "net/server/heartbeat.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using verdict = heartbeat::verdict;

constexpr heartbeat::clock::time_point start{};

TEST(heartbeat, pings_once_after_the_interval_of_silence) {
  heartbeat pulse{25s, 10s};
  pulse.note_received(start);
  EXPECT_EQ(pulse.due(), start + 25s);
  EXPECT_EQ(pulse.check(start + 24s), verdict::alive);
  EXPECT_EQ(pulse.check(start + 25s), verdict::ping);
  pulse.left(start + 25s);
  EXPECT_EQ(pulse.due(), start + 35s);
  EXPECT_EQ(pulse.check(start + 26s), verdict::alive);
}

TEST(heartbeat, gives_a_late_check_the_whole_time_to_answer) {
  heartbeat pulse{25s, 10s};
  pulse.note_received(start);
  EXPECT_EQ(pulse.check(start + 29s), verdict::ping);
  pulse.left(start + 29s);
  EXPECT_EQ(pulse.check(start + 38s), verdict::alive);
  EXPECT_EQ(pulse.check(start + 39s), verdict::lost);
}

TEST(heartbeat, begins_anew_with_everything_it_hears) {
  heartbeat pulse{25s, 10s};
  pulse.note_received(start);
  EXPECT_FALSE(pulse.note_received(start + 20s));
  EXPECT_EQ(pulse.check(start + 44s), verdict::alive);
  EXPECT_EQ(pulse.check(start + 45s), verdict::ping);
  pulse.left(start + 45s);
  EXPECT_FALSE(pulse.note_received(start + 46s))
      << "the answer's time was shorter than the interval";
  EXPECT_EQ(pulse.due(), start + 71s);
  EXPECT_EQ(pulse.check(start + 60s), verdict::alive);
}

TEST(heartbeat, tells_when_an_answer_makes_the_next_ping_due_earlier) {
  heartbeat pulse{1s, 10s};
  pulse.note_received(start);
  EXPECT_EQ(pulse.check(start + 1s), verdict::ping);
  pulse.left(start + 1s);
  EXPECT_TRUE(pulse.note_received(start + 2s));
  EXPECT_EQ(pulse.due(), start + 3s);
}

TEST(heartbeat, counts_from_when_the_ping_has_left) {
  heartbeat pulse{25s, 10s};
  pulse.note_received(start);
  EXPECT_EQ(pulse.check(start + 25s), verdict::ping);
  EXPECT_EQ(pulse.check(start + 90s), verdict::alive) << "it waits behind a long message";
  pulse.left(start + 100s);
  EXPECT_EQ(pulse.check(start + 109s), verdict::alive);
  EXPECT_EQ(pulse.check(start + 110s), verdict::lost);
}

TEST(heartbeat, forgets_a_ping_that_leaves_after_a_sign_of_life) {
  heartbeat pulse{25s, 10s};
  pulse.note_received(start);
  EXPECT_EQ(pulse.check(start + 25s), verdict::ping);
  EXPECT_TRUE(pulse.note_received(start + 30s)) << "it had stopped counting";
  pulse.left(start + 31s);
  EXPECT_EQ(pulse.due(), start + 55s);
}

TEST(heartbeat, lets_a_client_take_what_stands_before_the_ping) {
  heartbeat pulse{25s, 10s};
  pulse.note_received(start);
  EXPECT_EQ(pulse.check(start + 25s), verdict::ping);
  pulse.left(start + 25s);
  pulse.took(start + 34s);
  EXPECT_EQ(pulse.check(start + 43s), verdict::alive);
  EXPECT_EQ(pulse.check(start + 44s), verdict::lost);
}

}  // namespace
}  // namespace aurawell::net
