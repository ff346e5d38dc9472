#include "domain/admission/failure_backoff.hpp"

#include <gtest/gtest.h>

#include <string>

namespace aurawell {
namespace {

using namespace std::chrono_literals;

constexpr failure_backoff::clock::time_point first_failure{1h};
constexpr failure_backoff::rule three{3, 5s, 60s};

/// Fails as often as permitted without a wait.
int free_failures(failure_backoff& backoff, std::string_view key,
                  failure_backoff::clock::time_point now) {
  int failed = 0;
  while (failed < 1'000 && !backoff.begin(key, three, now)) {
    ++failed;
  }
  return failed;
}

TEST(failure_backoff, lets_some_failures_go_without_a_wait) {
  failure_backoff backoff{10};
  EXPECT_EQ(free_failures(backoff, "ann", first_failure), 3);
  EXPECT_EQ(free_failures(backoff, "bob", first_failure), 3);
  EXPECT_EQ(backoff.begin("ann", three, first_failure), 5s);
  EXPECT_EQ(backoff.begin("ann", three, first_failure + 3s), 2s);
}

TEST(failure_backoff, doubles_the_wait_up_to_a_bound) {
  failure_backoff backoff{10};
  free_failures(backoff, "ann", first_failure);
  auto now = first_failure;
  for (const auto wait : {5s, 10s, 20s, 40s, 60s, 60s}) {
    EXPECT_EQ(backoff.begin("ann", three, now), wait);
    now += wait;
    EXPECT_FALSE(backoff.begin("ann", three, now)) << "one more when it is over";
  }
}

TEST(failure_backoff, bounds_the_wait_after_any_number_of_failures) {
  failure_backoff backoff{10};
  auto now = first_failure;
  for (int i = 0; i < 200; ++i) {
    free_failures(backoff, "ann", now);
    const auto wait = backoff.begin("ann", three, now);
    ASSERT_TRUE(wait) << i;
    EXPECT_LE(*wait, 60s);
    now += *wait;
  }
}

TEST(failure_backoff, forgets_after_a_success) {
  failure_backoff backoff{10};
  free_failures(backoff, "ann", first_failure);
  backoff.succeeded("ann");
  EXPECT_EQ(free_failures(backoff, "ann", first_failure), 3);
}

TEST(failure_backoff, forgets_after_some_quiet) {
  failure_backoff backoff{10};
  free_failures(backoff, "ann", first_failure);
  EXPECT_FALSE(backoff.begin("ann", three, first_failure + 64s))
      << "it may, but nothing is forgotten";
  EXPECT_EQ(backoff.begin("ann", three, first_failure + 64s), 10s);
  EXPECT_EQ(free_failures(backoff, "ann", first_failure + 64s + 10s + 60s), 3);
}

TEST(failure_backoff, counts_nothing_that_nobody_has_judged) {
  failure_backoff backoff{10};
  for (int i = 0; i < 100; ++i) {
    EXPECT_FALSE(backoff.begin("ann", three, first_failure));
    backoff.withdraw("ann");
  }
  backoff.withdraw("ann");
  EXPECT_EQ(free_failures(backoff, "ann", first_failure), 3);
}

TEST(failure_backoff, can_be_without_any_limit) {
  failure_backoff backoff{10};
  for (int i = 0; i < 100; ++i) {
    EXPECT_FALSE(backoff.begin("ann", {0, 5s, 60s}, first_failure));
  }
}

TEST(failure_backoff, lets_nobody_go_free_when_it_is_full) {
  failure_backoff backoff{2};
  free_failures(backoff, "ann", first_failure);
  free_failures(backoff, "bob", first_failure);
  EXPECT_EQ(free_failures(backoff, "cat", first_failure), 3);
  EXPECT_TRUE(backoff.begin("cat", three, first_failure));
}

TEST(failure_backoff, forgets_those_who_fail_least_when_it_is_full) {
  failure_backoff backoff{100};
  free_failures(backoff, "ann", first_failure);
  for (int i = 0; i < 10'000; ++i) {
    EXPECT_FALSE(backoff.begin("name-" + std::to_string(i), three, first_failure + 4s));
  }
  EXPECT_EQ(backoff.begin("ann", three, first_failure + 4s), 1s) << "she waits still";
}

}  // namespace
}  // namespace aurawell
