#include "net/server/heartbeat.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

constexpr idle_watch::clock::time_point start{5h};

idle_watch begun() {
  idle_watch quiet{10min, 1h};
  quiet.began(start);
  return quiet;
}

TEST(idle_watch, ends_a_client_that_never_says_anything) {
  auto quiet = begun();
  EXPECT_EQ(quiet.due(), start + 10min);
  EXPECT_FALSE(quiet.check(start + 10min - 1ms));
  EXPECT_EQ(quiet.check(start + 10min), "the client never said anything");
}

TEST(idle_watch, is_not_broken_for_the_client_by_what_it_is_told) {
  auto quiet = begun();
  quiet.note_sent(start + 9min);
  EXPECT_EQ(quiet.due(), start + 10min);
  EXPECT_TRUE(quiet.check(start + 10min));
}

TEST(idle_watch, may_last_as_long_as_allowed_after_the_first_message) {
  auto quiet = begun();
  quiet.note_received(start + 9min);
  EXPECT_EQ(quiet.due(), start + 69min);
  EXPECT_FALSE(quiet.check(start + 69min - 1ms));
  EXPECT_EQ(quiet.check(start + 69min), "no message for too long");
}

TEST(idle_watch, begins_anew_with_every_message_in_either_direction) {
  auto quiet = begun();
  quiet.note_received(start + 9min);
  quiet.note_sent(start + 60min);
  EXPECT_EQ(quiet.due(), start + 120min);
  quiet.note_received(start + 100min);
  EXPECT_FALSE(quiet.check(start + 120min));
  EXPECT_TRUE(quiet.check(start + 160min));
}

TEST(idle_watch, may_be_shorter_than_the_time_for_a_first_message) {
  idle_watch quiet{1h, 10min};
  quiet.began(start);
  EXPECT_EQ(quiet.due(), start + 10min);
  EXPECT_EQ(quiet.check(start + 10min), "no message for too long");
}

}  // namespace
}  // namespace aurawell::net
