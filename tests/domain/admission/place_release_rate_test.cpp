#include "domain/admission/place_release_rate.hpp"

#include <gtest/gtest.h>

namespace aurawell {
namespace {

using namespace std::chrono_literals;

class place_release_rate_test : public ::testing::Test {
 protected:
  /// Finishes answers one after the other.
  void answers(std::uint32_t count, place_release_rate::duration each) {
    for (std::uint32_t i = 0; i < count; ++i) {
      rate.note_start(now);
      now += each;
      rate.note_end(now, each);
    }
  }

  place_release_rate rate;
  place_release_rate::time_point now{1h};
};

TEST_F(place_release_rate_test, expects_nothing_before_enough_has_ended) {
  answers(place_release_rate::enough - 1, 5s);
  EXPECT_FALSE(rate.expected_wait(1, 1, now));
  answers(1, 5s);
  EXPECT_TRUE(rate.expected_wait(1, 1, now));
}

TEST_F(place_release_rate_test, divides_the_time_of_an_answer_among_the_places) {
  answers(8, 10s);
  EXPECT_EQ(rate.expected_wait(1, 1, now), 5s);
  EXPECT_EQ(rate.expected_wait(2, 1, now), 15s);
  EXPECT_EQ(rate.expected_wait(3, 10, now), 2500ms);
}

TEST_F(place_release_rate_test, nobody_waits_at_place_zero_or_without_places) {
  answers(8, 10s);
  EXPECT_FALSE(rate.expected_wait(0, 4, now));
  EXPECT_FALSE(rate.expected_wait(1, 0, now));
}

TEST_F(place_release_rate_test, follows_answers_that_become_slower) {
  answers(8, 1s);
  answers(100, 10s);
  const auto wait = *rate.expected_wait(1, 1, now);
  EXPECT_GT(wait, 4'900ms);
  EXPECT_LT(wait, 5s);
}

TEST_F(place_release_rate_test, expects_more_the_longer_no_answer_ends) {
  answers(8, 1s);
  rate.note_start(now);
  EXPECT_EQ(rate.expected_wait(1, 1, now + 1s), 500ms);
  EXPECT_EQ(rate.expected_wait(1, 1, now + 40s), 20s);
}

TEST_F(place_release_rate_test, forgets_what_it_measured_before_a_long_quiet) {
  answers(8, 100s);
  now += place_release_rate::memory;
  rate.note_start(now);
  EXPECT_TRUE(rate.expected_wait(1, 1, now));
  now += 1s;
  rate.note_start(now);
  EXPECT_FALSE(rate.expected_wait(1, 1, now));
  answers(place_release_rate::enough, 2s);
  EXPECT_EQ(rate.expected_wait(1, 1, now), 1s);
}

TEST_F(place_release_rate_test, hints_at_a_return_within_a_minute) {
  EXPECT_EQ(rate.retry_hint(1, 4), 1s);
  answers(8, 10s);
  EXPECT_EQ(rate.retry_hint(4, 2), 20s);
  EXPECT_EQ(rate.retry_hint(1'000, 2), 60s);
  EXPECT_EQ(rate.retry_hint(1, 1'000), 1s);
}

}  // namespace
}  // namespace aurawell
