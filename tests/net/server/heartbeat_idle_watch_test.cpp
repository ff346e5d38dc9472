#include "net/server/heartbeat.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

constexpr idle_watch::clock::time_point connected_at{5h};

idle_watch begun() {
  idle_watch quiet{10min, 1h};
  quiet.began(connected_at);
  return quiet;
}

TEST(idle_watch, ends_a_client_that_never_says_anything) {
  auto quiet = begun();
  EXPECT_EQ(quiet.due(), connected_at + 10min);
  EXPECT_FALSE(quiet.check(connected_at + 10min - 1ms));
  EXPECT_EQ(quiet.check(connected_at + 10min), "the client never said anything");
}

TEST(idle_watch, is_not_broken_for_the_client_by_what_it_is_told) {
  auto quiet = begun();
  quiet.note_sent(connected_at + 9min);
  EXPECT_EQ(quiet.due(), connected_at + 10min);
  EXPECT_TRUE(quiet.check(connected_at + 10min));
}

TEST(idle_watch, may_last_as_long_as_allowed_after_the_first_message) {
  auto quiet = begun();
  quiet.note_received(connected_at + 9min);
  EXPECT_EQ(quiet.due(), connected_at + 69min);
  EXPECT_FALSE(quiet.check(connected_at + 69min - 1ms));
  EXPECT_EQ(quiet.check(connected_at + 69min), "no message for too long");
}

TEST(idle_watch, begins_anew_with_every_message_in_either_direction) {
  auto quiet = begun();
  quiet.note_received(connected_at + 9min);
  quiet.note_sent(connected_at + 60min);
  EXPECT_EQ(quiet.due(), connected_at + 120min);
  quiet.note_received(connected_at + 100min);
  EXPECT_FALSE(quiet.check(connected_at + 120min));
  EXPECT_TRUE(quiet.check(connected_at + 160min));
}

TEST(idle_watch, may_be_shorter_than_the_time_for_a_first_message) {
  idle_watch quiet{1h, 10min};
  quiet.began(connected_at);
  EXPECT_EQ(quiet.due(), connected_at + 10min);
  EXPECT_EQ(quiet.check(connected_at + 10min), "no message for too long");
}

}  // namespace
}  // namespace aurawell::net
