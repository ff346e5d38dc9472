#include "net/trace/otlp/export_course.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/counted_spans.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using test_support::counted_spans;
using kind = export_outcome::kind;
using step = export_course::step;
using time_point = export_course::time_point;

/// A course in virtual time.
class course_fixture : public ::testing::Test {
 protected:
  static trace_options small() {
    trace_options options;
    options.queue = 4;
    options.batch = 3;
    options.interval = 1s;
    options.max_retries = 2;
    options.retry_pause = 100ms;
    options.retry_pause_max = 300ms;
    options.flush_timeout = 500ms;
    return options;
  }

  void add(const std::string& name) {
    span_report span;
    span.name = name;
    course.add(std::move(span), now);
  }
  void add_many(int count) {
    for (int i = 0; i < count; ++i) {
      add(std::to_string(i));
    }
  }

  step todo() { return course.next(now).todo; }
  /// The time until the next step.
  time_point::duration wait() {
    const auto next = course.next(now);
    EXPECT_EQ(next.todo, step::wait);
    return next.until - now;
  }
  std::string names() {
    std::string all;
    for (const auto& span : course.batch()) {
      all += (all.empty() ? "" : ",") + span.name;
    }
    return all;
  }
  /// Sends the batch, which must be due, with this outcome.
  std::size_t send(const export_outcome& outcome) {
    EXPECT_EQ(todo(), step::send);
    return course.settle(outcome, now);
  }
  /// Waits for the pause after a failure, which varies by a fifth around `about`.
  void expect_pause(time_point::duration about) {
    const auto pause = wait();
    EXPECT_GE(pause, about * 8 / 10 - 1ms);
    EXPECT_LE(pause, about * 12 / 10);
    now += pause;
  }

  counted_spans counts;
  time_point now{1h};
  export_course course{small(), counts, 7};
};

TEST_F(course_fixture, waits_for_spans_and_then_for_their_interval) {
  EXPECT_EQ(course.next(now).until, time_point::max());
  add("a");
  EXPECT_EQ(wait(), 1s);
  now += 600ms;
  add("b");
  EXPECT_EQ(wait(), 400ms);
  now += 400ms;
  EXPECT_EQ(send({}), 0U);
  EXPECT_EQ(counts.exported, 2U);
  EXPECT_EQ(course.next(now).until, time_point::max());
}

TEST_F(course_fixture, sends_a_full_batch_at_once_and_the_rest_later) {
  add_many(4);
  ASSERT_EQ(todo(), step::send);
  EXPECT_EQ(names(), "0,1,2");
  course.settle({}, now);
  EXPECT_EQ(wait(), 1s);
}

TEST_F(course_fixture, says_when_its_next_step_changes) {
  EXPECT_TRUE(course.add({}, now));
  EXPECT_FALSE(course.add({}, now));
  EXPECT_TRUE(course.add({}, now));
  EXPECT_FALSE(course.add({}, now));
}

TEST_F(course_fixture, drops_the_oldest_beyond_its_queue) {
  add_many(10);
  EXPECT_EQ(counts.lost(span_loss::queue_full), 6U);
  ASSERT_EQ(todo(), step::send);
  EXPECT_EQ(names(), "6,7,8");
}

TEST_F(course_fixture, keeps_the_batch_beside_a_full_queue) {
  add_many(3);
  EXPECT_EQ(send({kind::failed}), 0U);
  add_many(5);
  EXPECT_EQ(counts.lost(span_loss::queue_full), 1U);
  EXPECT_EQ(course.batch().size(), 3U);
}

TEST_F(course_fixture, tries_again_after_pauses_that_double) {
  add_many(3);
  EXPECT_EQ(send({kind::failed}), 0U);
  expect_pause(100ms);
  EXPECT_EQ(send({kind::failed}), 0U);
  expect_pause(200ms);
  EXPECT_EQ(send({kind::failed}), 3U);
  EXPECT_EQ(counts.lost(span_loss::unreachable), 3U);
  EXPECT_EQ(counts.failed, 3U);
  EXPECT_EQ(counts.exported, 0U);
}

TEST_F(course_fixture, pauses_for_the_next_batch_too_up_to_the_longest_pause) {
  add_many(3);
  for (int tries = 1; tries <= 9; ++tries) {
    send({kind::failed});
    add_many(3);
    expect_pause(tries == 1 ? 100ms : tries == 2 ? 200ms : 300ms);
  }
}

TEST_F(course_fixture, forgets_failures_after_a_success) {
  add_many(3);
  send({kind::failed});
  now += 1s;
  send({kind::failed});
  now += 1s;
  EXPECT_EQ(send({}), 0U);
  add_many(3);
  send({kind::failed});
  expect_pause(100ms);
  send({kind::failed});
  now += 1s;
  EXPECT_EQ(send({}), 0U);
  EXPECT_EQ(counts.lost(), 0U);
}

TEST_F(course_fixture, waits_as_long_as_the_collector_asks) {
  add_many(3);
  send({kind::failed, 42s});
  EXPECT_EQ(wait(), 42s);
  now += 42s;
  send({kind::failed, 1'000h});
  EXPECT_EQ(wait(), 1h);
  now += 59min + 59s;
  EXPECT_EQ(wait(), 1s);
}

TEST_F(course_fixture, drops_what_would_be_refused_again) {
  add_many(3);
  EXPECT_EQ(send({kind::refused}), 3U);
  EXPECT_EQ(counts.lost(span_loss::refused), 3U);
  EXPECT_EQ(counts.failed, 1U);
  add_many(3);
  EXPECT_EQ(todo(), step::send);
}

TEST_F(course_fixture, counts_the_spans_that_an_accepting_collector_rejects) {
  add_many(3);
  EXPECT_EQ(send({kind::accepted, {}, 2}), 2U);
  EXPECT_EQ(counts.exported, 1U);
  EXPECT_EQ(counts.lost(span_loss::refused), 2U);
  add_many(3);
  EXPECT_EQ(send({kind::accepted, {}, 99}), 3U);
  EXPECT_EQ(counts.exported, 1U);
}

TEST_F(course_fixture, sends_everything_at_once_when_it_stops) {
  add_many(4);
  course.stop(now);
  ASSERT_EQ(todo(), step::send);
  course.settle({}, now);
  ASSERT_EQ(todo(), step::send);
  EXPECT_EQ(names(), "3");
  course.settle({}, now);
  EXPECT_EQ(todo(), step::end);
  EXPECT_EQ(counts.exported, 4U);
}

TEST_F(course_fixture, ends_at_its_flush_timeout) {
  add_many(4);
  course.stop(now);
  send({kind::failed});
  expect_pause(100ms);
  send({kind::failed});
  now += 500ms;
  EXPECT_EQ(todo(), step::end);
  EXPECT_EQ(counts.lost(span_loss::stopping), 4U);
}

TEST_F(course_fixture, ends_at_once_if_the_pause_is_longer_than_the_rest) {
  add_many(3);
  send({kind::failed, 501ms});
  course.stop(now);
  EXPECT_EQ(todo(), step::end);
  EXPECT_EQ(counts.lost(span_loss::stopping), 3U);
}

TEST_F(course_fixture, takes_nothing_after_its_stop) {
  course.stop(now);
  EXPECT_FALSE(course.add({}, now));
  EXPECT_EQ(counts.lost(span_loss::stopping), 1U);
  EXPECT_EQ(todo(), step::end);
}

TEST_F(course_fixture, stops_once) {
  add("a");
  course.stop(now);
  const auto deadline = course.deadline();
  now += 400ms;
  course.stop(now);
  EXPECT_EQ(course.deadline(), deadline);
}

/// Whatever happens, each span is counted once.
TEST_F(course_fixture, loses_no_count) {
  std::size_t added = 0;
  for (int round = 0; round < 500; ++round) {
    const auto burst = round % 9;
    add_many(burst);
    added += static_cast<std::size_t>(burst);
    if (todo() == step::send) {
      const kind results[]{kind::accepted, kind::failed, kind::failed, kind::failed, kind::refused};
      course.settle({results[round % 5], {}, static_cast<std::size_t>(round % 2)}, now);
    }
    now += 150ms;
  }
  course.stop(now);
  now += 1h;
  EXPECT_EQ(todo(), step::end);
  EXPECT_EQ(counts.exported + counts.lost(), added);
}

}  // namespace
}  // namespace aurawell::net
