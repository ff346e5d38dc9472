#include "domain/models/circuit_breaker.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>
#include <vector>

namespace aurawell {
namespace {

using namespace std::chrono_literals;

class circuit_breaker_test : public ::testing::Test {
 protected:
  void fail(int times) {
    for (int i = 0; i < times; ++i) {
      auto permit = breaker.try_acquire(now);
      ASSERT_TRUE(permit);
      permit->failed(now);
    }
  }
  void succeed(int times) {
    for (int i = 0; i < times; ++i) {
      auto permit = breaker.try_acquire(now);
      ASSERT_TRUE(permit);
      permit->succeeded(now);
    }
  }
  breaker_state state() { return breaker.look(now).state; }
  /// Past the pause with the longest possible jitter.
  void pass(std::chrono::milliseconds pause) { now += pause * 6 / 5; }

  circuit_breaker::time_point now{1h};
  circuit_breaker breaker{{30s, 5, 0.5, 10s, 60s, 1}, 7};
};

TEST_F(circuit_breaker_test, opens_when_enough_attempts_failed) {
  fail(4);
  EXPECT_EQ(state(), breaker_state::closed);
  auto last = breaker.try_acquire(now);
  EXPECT_TRUE(last->failed(now));
  EXPECT_EQ(state(), breaker_state::open);
  EXPECT_FALSE(breaker.try_acquire(now));
  EXPECT_FALSE(breaker.would_admit(now));
}

TEST_F(circuit_breaker_test, stays_closed_while_most_succeed) {
  succeed(6);
  fail(5);
  EXPECT_EQ(state(), breaker_state::closed);
  EXPECT_EQ(breaker.look(now).recent_attempts, 11U);
  EXPECT_EQ(breaker.look(now).recent_failures, 5U);
  fail(1);
  EXPECT_EQ(state(), breaker_state::open);
}

TEST_F(circuit_breaker_test, forgets_what_is_older_than_its_window) {
  fail(4);
  now += 35s;
  fail(4);
  EXPECT_EQ(state(), breaker_state::closed);
  EXPECT_EQ(breaker.look(now).recent_attempts, 4U);
}

TEST_F(circuit_breaker_test, does_not_open_before_its_time) {
  fail(5);
  EXPECT_GE(breaker.look(now).probe_in, 10s);
  EXPECT_LE(breaker.look(now).probe_in, 12s);
  now += 9'999ms;
  EXPECT_FALSE(breaker.try_acquire(now));
}

TEST_F(circuit_breaker_test, lets_one_probe_through_after_the_pause) {
  fail(5);
  pass(10s);
  const auto probe = breaker.try_acquire(now);
  EXPECT_TRUE(probe);
  EXPECT_FALSE(breaker.try_acquire(now));
  EXPECT_EQ(state(), breaker_state::half_open);
}

TEST_F(circuit_breaker_test, closes_when_the_probe_gets_an_answer) {
  fail(5);
  pass(10s);
  auto probe = breaker.try_acquire(now);
  probe->note_alive();
  EXPECT_EQ(state(), breaker_state::closed);
  EXPECT_EQ(breaker.look(now).recent_attempts, 0U);
  probe->failed(now);
  EXPECT_EQ(state(), breaker_state::closed) << "now it is one attempt among others";
  EXPECT_EQ(breaker.look(now).recent_failures, 1U);
}

TEST_F(circuit_breaker_test, doubles_its_pause_with_each_failed_probe_up_to_a_limit) {
  fail(5);
  for (const auto pause : {10s, 20s, 40s, 60s, 60s}) {
    const auto in = breaker.look(now).probe_in;
    EXPECT_GE(in, pause);
    EXPECT_LE(in, pause * 6 / 5);
    pass(pause);
    fail(1);
  }
}

TEST_F(circuit_breaker_test, begins_with_the_short_pause_after_it_was_closed) {
  fail(5);
  pass(10s);
  fail(1);
  pass(20s);
  succeed(1);
  fail(5);
  EXPECT_LE(breaker.look(now).probe_in, 12s);
}

TEST_F(circuit_breaker_test, frees_the_place_of_a_probe_without_a_verdict) {
  fail(5);
  pass(10s);
  { const auto cancelled = breaker.try_acquire(now); }
  EXPECT_TRUE(breaker.try_acquire(now));
}

TEST_F(circuit_breaker_test, frees_a_probe_once_however_it_was_moved) {
  fail(5);
  pass(10s);
  {
    auto probe = breaker.try_acquire(now);
    auto moved = std::move(*probe);
    auto other = breaker.try_acquire(now);
    EXPECT_FALSE(other);
    *probe = std::move(moved);
  }
  const auto first = breaker.try_acquire(now);
  EXPECT_TRUE(first);
  EXPECT_FALSE(breaker.try_acquire(now));
}

TEST_F(circuit_breaker_test, ignores_what_an_attempt_from_before_found_out) {
  auto early = breaker.try_acquire(now);
  auto late = breaker.try_acquire(now);
  fail(5);
  early->succeeded(now);
  EXPECT_EQ(state(), breaker_state::open);
  pass(10s);
  const auto probe = breaker.try_acquire(now);
  late->failed(now);
  EXPECT_EQ(state(), breaker_state::half_open);
}

TEST_F(circuit_breaker_test, takes_new_options_over) {
  breaker.configure({30s, 2, 0.5, 1s, 60s, 1});
  fail(2);
  EXPECT_EQ(state(), breaker_state::open);
  EXPECT_LE(breaker.look(now).probe_in, 1'200ms);
}

TEST_F(circuit_breaker_test, keeps_its_count_when_many_threads_probe) {
  fail(5);
  pass(10s);
  std::atomic<int> most{0};
  std::atomic<int> running{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 2'000; ++i) {
        if (const auto probe = breaker.try_acquire(now)) {
          most = std::max(most.load(), ++running);
          --running;
        }
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(most, 1);
  EXPECT_TRUE(breaker.try_acquire(now));
}

}  // namespace
}  // namespace aurawell
