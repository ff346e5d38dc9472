// After its finish reason an answer has ended, whatever follows.

#include "tests/actors/stream/llm_stream_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

class llm_stream_finish : public llm_stream_test {
 protected:
  llm_stream_finish() { clocks.finish_grace = 1'500ms; }

  /// A complete answer up to its finish reason.
  void say_all(const std::string& text) {
    first->last().text(text);
    first->last().finish_reason("stop");
    run();
  }
};

TEST_F(llm_stream_finish, ends_as_done_when_nothing_follows) {
  start();
  say_all("whole");
  advance(1'499ms);
  EXPECT_TRUE(heard().ends.empty());
  advance(1ms);
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(end().summary.finish_reason, "stop");
  EXPECT_EQ(heard().text, "whole");
  EXPECT_EQ(first->calls.size() + second->calls.size(), 1U);
  EXPECT_EQ(first->running(), 0U);
  EXPECT_EQ(measured->error_types(), std::vector<std::string>{""});
}

TEST_F(llm_stream_finish, is_not_put_off_by_keep_alives) {
  start();
  say_all("whole");
  for (int i = 0; i < 3; ++i) {
    advance(400ms);
    first->last().header();
    first->last().finish_reason("stop");
    run();
  }
  advance(300ms);
  EXPECT_EQ(end().status, request_status::done);
}

TEST_F(llm_stream_finish, counts_for_nothing_when_words_follow) {
  start();
  say_all("half");
  advance(1s);
  first->last().text(" of it");
  run();
  advance(2s);
  EXPECT_TRUE(heard().ends.empty());
  say_all(" and the rest");
  advance(1'500ms);
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(heard().text, "half of it and the rest");
}

TEST_F(llm_stream_finish, counts_the_usage_that_comes_in_time) {
  start();
  say_all("whole");
  advance(1s);
  completion_batch late;
  late.usage = token_usage{3, 5, 8, {}, {}, false};
  first->last().sink->on_batch(std::move(late));
  run();
  advance(500ms);
  ASSERT_TRUE(end().summary.usage);
  EXPECT_EQ(end().summary.usage->total_tokens, 8U);
}

TEST_F(llm_stream_finish, is_at_once_when_the_upstream_ends) {
  start();
  say_all("whole");
  first->last().finish_without_usage();
  run();
  EXPECT_EQ(end().status, request_status::done);
}

TEST_F(llm_stream_finish, counts_more_than_the_total_time) {
  clocks.total_timeout = 4s;
  start();
  advance(900ms);
  first->last().header();
  run();
  advance(1'900ms);
  say_all("whole");
  advance(1'200ms);
  EXPECT_EQ(end().status, request_status::done);
}

TEST_F(llm_stream_finish, counts_more_than_a_server_that_stops) {
  start();
  say_all("whole");
  caf::anon_send(stream, end_atom::value, request_status::incomplete);
  run();
  EXPECT_EQ(end().status, request_status::done);
}

TEST_F(llm_stream_finish, begins_no_attempt_in_a_server_that_stops) {
  start();
  first->last().text("Go to bed at the same hour every night, ");
  first->last().fail(ec::upstream_failed);
  run();
  ASSERT_EQ(first->calls.size(), 2U);
  // This many bytes are equal at the beginning, then they differ: another answer.
  say_all("Go to bed at the same hour every nig");
  caf::anon_send(stream, end_atom::value, request_status::incomplete);
  run();
  EXPECT_TRUE(second->calls.empty());
  EXPECT_EQ(first->calls.size(), 2U);
  EXPECT_EQ(end().status, request_status::incomplete);
  EXPECT_FALSE(end().failure);
  EXPECT_EQ(heard().text, "Go to bed at the same hour every night, ");
}

TEST_F(llm_stream_finish, that_comes_with_every_chunk_cuts_no_slow_answer) {
  start();
  for (const auto* words : {"one ", "two ", "three"}) {
    first->last().text_and_reason(words, "stop");
    run();
    advance(2'900ms);
    EXPECT_TRUE(heard().ends.empty()) << words;
  }
  advance(100ms);
  EXPECT_EQ(end().status, request_status::done) << "nothing is asked again";
  EXPECT_EQ(end().summary.finish_reason, "stop");
  EXPECT_EQ(heard().text, "one two three");
  EXPECT_EQ(first->calls.size() + second->calls.size(), 1U);
}

TEST_F(llm_stream_finish, lets_out_text_that_was_held_back) {
  start();
  first->last().held_text_and_reason("whole", "stop");
  run();
  EXPECT_EQ(heard().text, "");
  advance(1'500ms);
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(end().summary.finish_reason, "stop");
  EXPECT_EQ(heard().text, "whole");
  EXPECT_EQ(first->calls.size() + second->calls.size(), 1U);
}

TEST_F(llm_stream_finish, lets_out_text_that_was_held_back_in_a_server_that_stops) {
  start();
  first->last().held_text_and_reason("whole", "stop");
  run();
  caf::anon_send(stream, end_atom::value, request_status::incomplete);
  run();
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(heard().text, "whole");
}

TEST_F(llm_stream_finish, shows_text_that_was_held_back_once) {
  start();
  first->last().held_text_and_reason("maybe", "stop");
  first->last().reasoning("maybe a thought");
  run();
  advance(1'500ms);
  EXPECT_TRUE(heard().ends.empty()) << "the model goes on";
  first->last().held_text_and_reason("whole", "stop");
  first->last().text("whole");
  first->last().finish();
  run();
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(heard().text, "whole");
}

TEST_F(llm_stream_finish, takes_words_that_are_held_back_for_more_to_come) {
  start();
  first->last().finish_reason("stop");
  run();
  advance(1s);
  completion_batch blanks;
  blanks.chunks = 1;
  blanks.words_may_follow = true;
  blanks.finish_reason = "stop";
  first->last().sink->on_batch(std::move(blanks));
  run();
  advance(2s);
  EXPECT_TRUE(second->calls.empty());
  say_all("whole");
  advance(1'500ms);
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(heard().text, "whole");
}

TEST_F(llm_stream_finish, does_not_show_a_held_text_longer_than_an_answer_may_be) {
  start();
  first->last().held_text_and_reason(std::string(clocks.max_answer_bytes + 1, 'x'), "stop");
  run();
  advance(1'500ms);
  EXPECT_EQ(heard().text, "");
  EXPECT_EQ(second->calls.size(), 1U);
  cancel();
}

TEST_F(llm_stream_finish, without_a_text_leads_to_the_next_provider) {
  start();
  first->last().header();
  first->last().finish_reason("length");
  run();
  advance(1'500ms);
  ASSERT_EQ(second->calls.size(), 1U);
  EXPECT_EQ(first->running(), 0U);
}

TEST_F(llm_stream_finish, without_a_text_says_nothing_against_the_provider) {
  first_health = std::make_shared<provider_health>("first", breaker_options{30s, 1, 0.5});
  for (const std::string reason : {"length", "stop", "tool_calls"}) {
    start_over();
    first->last().finish_reason(reason);
    run();
    advance(1'500ms);
    start_over();
    first->last().finish_reason(reason);
    first->last().end_blank();
    run();
  }
  EXPECT_EQ(first->calls.size(), 6U);
  EXPECT_EQ(second->calls.size(), 6U);
  EXPECT_EQ(first_health->status(now()).breaker, breaker_state::closed);
  EXPECT_EQ(first_health->status(now()).recent_failures, 0U);
}

TEST_F(llm_stream_finish, at_the_limit_without_a_text_is_not_tried_again_at_the_same_provider) {
  clocks.max_retries = 2;
  // Enough time for another try.
  clocks.header_timeout = 10s;
  start();
  first->last().reasoning("thoughts");
  first->last().finish_reason("length");
  run();
  advance(1'500ms);
  EXPECT_EQ(first->calls.size(), 1U);
  ASSERT_EQ(second->calls.size(), 1U);
  second->last().finish_reason("stop");
  run();
  advance(1'500ms);
  pass(clocks.retry_pause);
  EXPECT_EQ(second->calls.size(), 2U) << "another try may bring a text";
  cancel();
}

class llm_stream_continuation_finish : public llm_stream_finish {
 protected:
  void break_behind_text() {
    start();
    first->last().text("Drink water.");
    first->last().fail(ec::upstream_failed);
    run();
    ASSERT_EQ(first->calls.size(), 2U);
  }
};

TEST_F(llm_stream_continuation_finish, without_a_text_says_that_the_answer_was_whole) {
  break_behind_text();
  first->last().finish_reason("stop");
  first->last().end_blank();
  run();
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(end().summary.finish_reason, "stop");
  EXPECT_EQ(end().summary.provider, "first");
  EXPECT_EQ(heard().text, "Drink water.");
  EXPECT_TRUE(heard().seams.empty());
  EXPECT_TRUE(second->calls.empty());
}

TEST_F(llm_stream_continuation_finish, without_a_text_is_no_end_inside_of_a_sentence) {
  start();
  first->last().text("Drink wat");
  first->last().fail(ec::upstream_failed);
  run();
  first->last().finish_reason("stop");
  first->last().end_blank();
  run();
  ASSERT_EQ(second->calls.size(), 1U);
  second->last().text("er.");
  second->last().finish();
  run();
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(heard().text, "Drink water.");
}

TEST_F(llm_stream_continuation_finish, without_a_text_ends_it_too_when_nothing_follows) {
  break_behind_text();
  first->last().finish_reason("stop");
  run();
  advance(1'500ms);
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_TRUE(second->calls.empty());
}

TEST_F(llm_stream_continuation_finish, lets_out_text_that_was_held_back) {
  break_behind_text();
  first->last().held_text_and_reason(" Often.", "stop");
  run();
  advance(1'500ms);
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(heard().text, "Drink water. Often.");
  EXPECT_EQ(heard().seams.size(), 1U);
}

TEST_F(llm_stream_continuation_finish, without_a_text_counts_in_a_server_that_stops) {
  break_behind_text();
  first->last().finish_reason("stop");
  run();
  caf::anon_send(stream, end_atom::value, request_status::incomplete);
  run();
  EXPECT_EQ(end().status, request_status::done);
}

TEST_F(llm_stream_continuation_finish, at_the_limit_without_a_text_leads_to_the_next_provider) {
  break_behind_text();
  first->last().finish_reason("length");
  first->last().end_blank(false);
  run();
  ASSERT_EQ(second->calls.size(), 1U);
  second->last().text(" Often.");
  second->last().finish();
  run();
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(heard().text, "Drink water. Often.");
}

TEST_F(llm_stream_continuation_finish, without_any_reason_and_text_leads_to_the_next_provider) {
  break_behind_text();
  first->last().fail(ec::upstream_failed);
  run();
  EXPECT_EQ(second->calls.size(), 1U);
  EXPECT_TRUE(heard().ends.empty());
  cancel();
}

TEST_F(llm_stream_finish, is_not_that_of_an_attempt_before) {
  start();
  first->last().finish_reason("stop");
  first->last().end_blank();
  run();
  ASSERT_EQ(second->calls.size(), 1U);
  second->continues = first->continues = false;
  second->last().text("half");
  second->last().fail(ec::upstream_failed);
  run();
  EXPECT_EQ(end().status, request_status::incomplete);
  EXPECT_EQ(end().summary.finish_reason, "");
}

TEST_F(llm_stream_finish, shows_what_the_seam_held_back) {
  start();
  first->last().text("It is important to drink");
  first->last().fail(ec::upstream_failed);
  run();
  auto& goes_on = first->calls.size() > 1 ? *first : *second;
  goes_on.last().text("important to dr");
  goes_on.last().finish_reason("stop");
  run();
  advance(1'500ms);
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(heard().text, "It is important to drinkimportant to dr");
}

}  // namespace
}  // namespace aurawell::actors
