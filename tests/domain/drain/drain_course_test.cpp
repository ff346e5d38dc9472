#include "domain/drain/drain_course.hpp"

#include <gtest/gtest.h>

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using moment = drain_course::time_point;
using view = drain_course::view;

constexpr drain_options usual{5s, 60s, 10s, 1s};

TEST(drain_course, closes_nothing_within_the_notice) {
  drain_course course{usual, 5s, moment{}};
  for (auto now = 0ms; now < 5s; now += 100ms) {
    const auto todo = course.next(moment{now}, {8, 4, 2});
    EXPECT_EQ(todo.phase, drain_phase::notice);
    EXPECT_EQ(todo.closes, 0U);
    EXPECT_FALSE(todo.cuts_answers);
  }
  EXPECT_EQ(course.next(moment{5s}, {8, 4, 2}).phase, drain_phase::answers);
}

TEST(drain_course, ends_at_once_when_no_client_is_connected) {
  drain_course course{usual, 5s, moment{}};
  EXPECT_EQ(course.next(moment{}, {}).phase, drain_phase::ended);
}

TEST(drain_course, ends_the_notice_when_the_last_client_leaves_but_waits_for_its_answer) {
  drain_course course{usual, 5s, moment{}};
  EXPECT_EQ(course.next(moment{}, {1, 1, 1}).phase, drain_phase::notice);
  EXPECT_EQ(course.next(moment{1s}, {0, 0, 1}).phase, drain_phase::answers);
  EXPECT_EQ(course.next(moment{2s}, {0, 0, 0}).phase, drain_phase::ended);
  EXPECT_EQ(course.status().finished, 1U);
}

TEST(drain_course, allows_closes_while_answers_run) {
  drain_course course{usual, 5s, moment{}};
  const auto todo = course.next(moment{5s}, {20, 20, 3});
  EXPECT_EQ(todo.phase, drain_phase::answers);
  EXPECT_EQ(todo.closes, 1U);
  course.closed(1);
  EXPECT_EQ(course.next(moment{5s}, {20, 19, 3}).closes, 0U);
  EXPECT_EQ(course.next(moment{5'600ms}, {20, 19, 3}).closes, 1U);
}

TEST(drain_course, cuts_answers_once_when_their_time_is_over) {
  drain_course course{usual, 5s, moment{}};
  course.next(moment{5s}, {9, 9, 9});
  EXPECT_FALSE(course.next(moment{64s}, {7, 7, 7}).cuts_answers);
  const auto todo = course.next(moment{65s}, {7, 7, 7});
  EXPECT_EQ(todo.phase, drain_phase::closing);
  EXPECT_TRUE(todo.cuts_answers);
  EXPECT_FALSE(course.next(moment{66s}, {7, 7, 5}).cuts_answers);
  EXPECT_EQ(course.status().finished, 2U);
  EXPECT_EQ(course.status().cut, 7U);
}

TEST(drain_course, ends_the_time_for_answers_with_the_last_answer) {
  drain_course course{usual, 5s, moment{}};
  course.next(moment{5s}, {2, 2, 1});
  EXPECT_EQ(course.next(moment{8s}, {2, 2, 0}).phase, drain_phase::closing);
  EXPECT_EQ(course.next(moment{9s}, {2, 0, 0}).phase, drain_phase::ended);
}

TEST(drain_course, waits_for_an_answer_that_was_accepted_at_the_last_moment) {
  drain_course course{usual, 5s, moment{}};
  EXPECT_EQ(course.next(moment{5s}, {2, 2, 0}).phase, drain_phase::closing);
  EXPECT_EQ(course.next(moment{6s}, {2, 2, 1}).phase, drain_phase::answers);
  EXPECT_FALSE(course.next(moment{64s}, {2, 2, 1}).cuts_answers);
  EXPECT_TRUE(course.next(moment{65s}, {2, 2, 1}).cuts_answers);
}

TEST(drain_course, gives_up_connections_that_never_become_done) {
  drain_course course{usual, 5s, moment{}};
  course.next(moment{5s}, {2, 2, 0});
  EXPECT_EQ(course.next(moment{19s}, {2, 2, 0}).phase, drain_phase::closing);
  EXPECT_EQ(course.next(moment{20s}, {2, 2, 0}).phase, drain_phase::ended);
}

TEST(drain_course, tells_clients_a_wait_between_the_setting_and_its_double) {
  EXPECT_EQ(reconnect_delay(usual, 0), 1s);
  EXPECT_EQ(reconnect_delay(usual, 0.5), 1'500ms);
  EXPECT_EQ(reconnect_delay(usual, 1), 2s);
  EXPECT_EQ(restart_reason(1'500ms), "the server restarts; retry_after_ms=1500");
}

}  // namespace
}  // namespace aurawell
