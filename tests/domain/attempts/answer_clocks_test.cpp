#include "domain/attempts/answer_clocks.hpp"

#include <gtest/gtest.h>

namespace aurawell {
namespace {

using namespace std::chrono_literals;

class answer_clocks_test : public ::testing::Test {
 protected:
  answer_clocks_test() {
    options.header_timeout = 10s;
    options.first_token_timeout = 20s;
    options.token_timeout = 30s;
    options.slow_window = 40s;
    options.min_tokens_per_second = 0.5;
    clocks.begin_attempt(options, start, 10s);
  }

  stream_options options;
  answer_clocks::time_point start{1h};
  answer_clocks clocks{start, 300s};
};

TEST_F(answer_clocks_test, waits_for_the_header_then_for_the_first_token_then_between_tokens) {
  EXPECT_EQ(clocks.next(), start + 10s);
  EXPECT_EQ(clocks.look(start + 9'999ms), alarm::none);
  EXPECT_EQ(clocks.look(start + 10s), alarm::header);
  clocks.note_header(start + 5s);
  EXPECT_EQ(clocks.look(start + 24s), alarm::none);
  EXPECT_EQ(clocks.look(start + 25s), alarm::first_token);
  clocks.note_tokens(start + 20s, 1);
  EXPECT_EQ(clocks.look(start + 49s), alarm::none);
  EXPECT_EQ(clocks.look(start + 50s), alarm::token);
}

TEST_F(answer_clocks_test, wait_behind_the_finish_for_a_grace_that_nothing_prolongs) {
  clocks.note_tokens(start + 5s, 1);
  EXPECT_FALSE(clocks.is_finished());
  clocks.note_finish(start + 6s);
  EXPECT_TRUE(clocks.is_finished());
  clocks.note_header(start + 7s);
  clocks.note_finish(start + 7s);
  EXPECT_EQ(clocks.next(), start + 7'500ms);
  EXPECT_EQ(clocks.look(start + 7'499ms), alarm::none);
  EXPECT_EQ(clocks.look(start + 7'500ms), alarm::finished);
  clocks.begin_attempt(options, start + 8s, 10s);
  EXPECT_EQ(clocks.look(start + 18s), alarm::header);
}

TEST_F(answer_clocks_test, wait_for_tokens_again_when_one_follows_a_finish) {
  clocks.note_tokens(start + 5s, 1);
  clocks.note_finish(start + 5s);
  clocks.note_tokens(start + 6s, 1);
  EXPECT_FALSE(clocks.is_finished());
  EXPECT_EQ(clocks.look(start + 35s), alarm::none);
  EXPECT_EQ(clocks.look(start + 36s), alarm::token);
  clocks.note_finish(start + 36s);
  EXPECT_EQ(clocks.look(start + 37'500ms), alarm::finished);
}

TEST_F(answer_clocks_test, take_silence_behind_a_likely_finish_for_the_finish) {
  clocks.note_tokens(start + 5s, 1);
  clocks.note_likely_finish();
  EXPECT_FALSE(clocks.is_finished());
  EXPECT_EQ(clocks.look(start + 34s), alarm::none) << "no grace ends it";
  EXPECT_EQ(clocks.look(start + 35s), alarm::finished);
  clocks.note_tokens(start + 35s, 100);
  EXPECT_EQ(clocks.look(start + 65s), alarm::token) << "words followed without a reason";
  clocks.note_likely_finish();
  clocks.note_finish(start + 66s);
  EXPECT_EQ(clocks.look(start + 67'500ms), alarm::finished);
  clocks.begin_attempt(options, start + 70s, 10s);
  EXPECT_EQ(clocks.look(start + 80s), alarm::header);
}

TEST_F(answer_clocks_test, let_no_answer_fail_that_has_finished_in_time) {
  clocks.note_finish(start + 299s);
  EXPECT_EQ(clocks.next(), start + 300s);
  EXPECT_EQ(clocks.look(start + 300s), alarm::finished);
}

TEST_F(answer_clocks_test, takes_a_later_header_for_a_sign_of_life_only) {
  clocks.note_header(start + 5s);
  clocks.note_header(start + 15s);
  EXPECT_EQ(clocks.look(start + 25s), alarm::first_token);
  clocks.note_tokens(start + 20s, 1);
  clocks.note_header(start + 40s);
  EXPECT_EQ(clocks.look(start + 50s), alarm::token);
}

TEST_F(answer_clocks_test, ends_every_phase_at_the_answers_deadline) {
  EXPECT_EQ(clocks.look(start + 300s), alarm::total);
  clocks.pause(start + 400s);
  EXPECT_EQ(clocks.next(), start + 300s);
  EXPECT_EQ(clocks.look(start + 300s), alarm::total);
}

TEST_F(answer_clocks_test, ends_a_pause) {
  clocks.pause(start + 3s);
  EXPECT_EQ(clocks.next(), start + 3s);
  EXPECT_EQ(clocks.look(start + 3s), alarm::pause);
}

/// 40 s at half a token a second are 20 tokens.
TEST_F(answer_clocks_test, takes_a_trickle_for_silence) {
  clocks.note_tokens(start, 1);
  for (int i = 1; i <= 19; ++i) {
    clocks.note_tokens(start + i * 1s, 1);
  }
  clocks.note_tokens(start + 35s, 0);
  EXPECT_EQ(clocks.next(), start + 40s);
  EXPECT_EQ(clocks.look(start + 40s), alarm::pace);
}

TEST_F(answer_clocks_test, looks_at_one_window_after_the_other) {
  clocks.note_tokens(start, 1);
  clocks.note_tokens(start + 30s, 20);
  EXPECT_EQ(clocks.look(start + 40s), alarm::none);
  clocks.note_tokens(start + 55s, 19);
  EXPECT_EQ(clocks.look(start + 79s), alarm::none);
  EXPECT_EQ(clocks.look(start + 80s), alarm::pace);
}

TEST_F(answer_clocks_test, takes_any_pace_when_that_is_turned_off) {
  options.min_tokens_per_second = 0;
  clocks.begin_attempt(options, start, 10s);
  clocks.note_tokens(start, 1);
  clocks.note_tokens(start + 29s, 1);
  clocks.note_tokens(start + 58s, 1);
  EXPECT_EQ(clocks.look(start + 80s), alarm::none);
}

}  // namespace
}  // namespace aurawell
