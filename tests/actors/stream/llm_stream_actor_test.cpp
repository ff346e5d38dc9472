#include "actors/stream/llm_stream_actor.hpp"

#include "tests/actors/stream/llm_stream_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

TEST_F(llm_stream_test, passes_text_on_and_ends_as_done) {
  start();
  first->last().header();
  first->last().text("Hello ");
  first->last().text("you");
  first->last().finish();
  run();
  EXPECT_EQ(heard().text, "Hello you");
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(end().text_bytes, 9U);
  EXPECT_EQ(end().summary.provider, "first");
  EXPECT_EQ(end().summary.model, "fake-1");
  EXPECT_EQ(end().summary.finish_reason, "stop");
  EXPECT_EQ(end().summary.usage->total_tokens, 8U);
  EXPECT_EQ(first->running(), 0U);
}

TEST_F(llm_stream_test, asks_the_next_provider_when_the_first_fails_without_text) {
  start();
  first->last().fail(ec::upstream_failed);
  run();
  ASSERT_EQ(second->calls.size(), 1U);
  second->last().text("from the second");
  second->last().finish();
  run();
  EXPECT_EQ(heard().text, "from the second");
  EXPECT_EQ(end().summary.provider, "second");
}

TEST_F(llm_stream_test, reports_an_error_when_all_fail) {
  start();
  first->last().fail(ec::upstream_failed);
  run();
  second->last().fail(ec::upstream_rate_limited);
  run();
  EXPECT_EQ(end().status, request_status::error);
  EXPECT_EQ(end().failure->code, ec::upstream_rate_limited);
}

TEST_F(llm_stream_test, asks_nobody_else_when_the_request_itself_is_wrong) {
  start();
  first->last().fail(ec::chat_failed, false);
  run();
  EXPECT_TRUE(second->calls.empty());
  EXPECT_EQ(end().failure->code, ec::chat_failed);
}

TEST_F(llm_stream_test, never_takes_text_back_when_it_breaks_later) {
  first->continues = second->continues = false;
  start();
  first->last().text("half an ans");
  first->last().fail(ec::upstream_failed);
  run();
  EXPECT_TRUE(second->calls.empty());
  EXPECT_EQ(end().status, request_status::incomplete);
  EXPECT_EQ(end().failure->code, ec::upstream_failed);
  EXPECT_EQ(heard().text, "half an ans");
}

TEST_F(llm_stream_test, gives_up_on_a_provider_that_sends_no_header) {
  start();
  advance(999ms);
  EXPECT_TRUE(second->calls.empty());
  advance(1ms);
  EXPECT_EQ(second->calls.size(), 1U);
  EXPECT_EQ(first->running(), 0U);
}

TEST_F(llm_stream_test, waits_longer_for_the_first_token_once_the_header_is_here) {
  start();
  advance(900ms);
  first->last().header();
  run();
  advance(1999ms);
  EXPECT_TRUE(second->calls.empty());
  advance(1ms);
  EXPECT_EQ(second->calls.size(), 1U);
}

TEST_F(llm_stream_test, does_not_count_keep_alives_as_progress) {
  first->continues = second->continues = false;
  start();
  first->last().text("some");
  run();
  for (int i = 0; i < 5; ++i) {
    advance(600ms);
    if (first->last().running) {
      first->last().header();
      run();
    }
  }
  EXPECT_EQ(end().status, request_status::incomplete);
  EXPECT_EQ(end().failure->code, ec::timed_out);
}

TEST_F(llm_stream_test, goes_on_as_long_as_tokens_come) {
  start();
  for (int i = 0; i < 6; ++i) {
    first->last().text("x");
    run();
    advance(2900ms);
  }
  EXPECT_TRUE(heard().ends.empty());
  EXPECT_EQ(heard().text, "xxxxxx");
}

TEST_F(llm_stream_test, ends_after_the_total_time_whatever_comes) {
  start();
  for (int i = 0; i < 10; ++i) {
    if (first->last().running) {
      first->last().text("x");
      run();
    }
    advance(2000ms);
  }
  EXPECT_EQ(end().status, request_status::incomplete);
  EXPECT_EQ(end().failure->code, ec::timed_out);
}

TEST_F(llm_stream_test, stops_the_upstream_when_told_to_end) {
  start();
  first->last().text("begun");
  run();
  caf::anon_send(stream, end_atom::value, request_status::incomplete);
  run();
  EXPECT_EQ(first->running(), 0U);
  EXPECT_FALSE(first->last().cancelled_at);
  EXPECT_EQ(end().status, request_status::incomplete);
  EXPECT_EQ(measured->error_types(), std::vector<std::string>{"SYSTEM_1702"});
}

TEST_F(llm_stream_test, tells_the_upstream_when_a_person_wanted_it_to_stop) {
  start();
  first->last().text("begun");
  run();
  const auto asked_at = now() - 5ms;
  caf::anon_send(stream, cancel_atom::value, asked_at);
  run();
  EXPECT_EQ(first->running(), 0U);
  EXPECT_EQ(first->last().cancelled_at, asked_at);
  EXPECT_EQ(end().status, request_status::cancelled);
  EXPECT_EQ(measured->error_types(), std::vector<std::string>{"cancelled"});
  EXPECT_EQ(first_health->status(now()).recent_attempts, 0U) << "nobody is to blame";
}

TEST_F(llm_stream_test, hears_nothing_of_an_attempt_that_is_over) {
  start();
  auto late = first->calls.back();
  late->fail(ec::upstream_failed);
  run();
  late->text("too late");
  run();
  EXPECT_EQ(heard().text, "");
}

TEST_F(llm_stream_test, cuts_an_answer_that_grows_over_its_limit) {
  start();
  first->last().text(std::string(90, 'a'));
  first->last().text(std::string(20, 'b'));
  run();
  EXPECT_EQ(end().status, request_status::incomplete);
  EXPECT_EQ(end().summary.finish_reason, "length");
  EXPECT_EQ(heard().text.size(), 90U);
  EXPECT_EQ(first->running(), 0U);
}

TEST_F(llm_stream_test, counts_reasoning_against_the_limit) {
  start();
  first->last().reasoning(std::string(101, 'h'));
  run();
  EXPECT_EQ(end().status, request_status::incomplete);
}

TEST_F(llm_stream_test, stops_the_upstream_when_the_session_is_gone) {
  start();
  first->last().text("begun");
  run();
  kill(session);
  EXPECT_EQ(first->running(), 0U);
  EXPECT_EQ(first_health->status(now()).streaming, 0U);
}

TEST_F(llm_stream_test, measures_the_time_to_the_first_token) {
  start();
  first->last().header();
  run();
  advance(400ms);
  first->last().text("x");
  first->last().finish();
  run();
  EXPECT_EQ(end().summary.first_token, 400ms);
  EXPECT_EQ(end().summary.duration, 400ms);
}

TEST_F(llm_stream_test, measures_each_attempt) {
  start();
  advance(100ms);
  first->last().reasoning("hm");
  run();
  advance(30ms);
  first->last().text("x");
  run();
  first->last().finish();
  run();
  ASSERT_EQ(measured->attempts.size(), 1U);
  const auto& attempt = measured->attempts[0];
  EXPECT_EQ(attempt.provider, "first");
  EXPECT_EQ(attempt.response_model, "fake-1");
  EXPECT_EQ(attempt.error_type, "");
  EXPECT_EQ(attempt.duration, 130ms);
  EXPECT_EQ(attempt.first_chunk, 100ms);
  EXPECT_EQ(attempt.usage->total_tokens, 8U);
  EXPECT_EQ(measured->chunks, std::vector<std::chrono::nanoseconds>{30ms});
}

TEST_F(llm_stream_test, estimates_what_a_cancelled_answer_cost) {
  start();
  first->last().text("one two three");
  run();
  cancel();
  ASSERT_TRUE(end().summary.usage);
  EXPECT_TRUE(end().summary.usage->estimated);
  EXPECT_EQ(end().summary.usage->prompt_tokens, 4U);
  EXPECT_EQ(end().summary.usage->completion_tokens, 3U);
}

TEST_F(llm_stream_test, estimates_nothing_for_a_whole_answer_without_usage) {
  start();
  first->last().text("one two three");
  first->last().finish_without_usage();
  run();
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_FALSE(end().summary.usage);
}

TEST_F(llm_stream_test, says_what_cannot_wait_before_any_provider) {
  opening = "Call 120 now.";
  safety = {safety_level::emergency, safety::region::china};
  start();
  EXPECT_EQ(heard().text, "Call 120 now.\n\n");
  ASSERT_EQ(heard().screened.size(), 1U);
  EXPECT_EQ(heard().screened[0], std::pair(std::size_t{0}, *safety)) << "before the first text";
  first->last().fail(ec::upstream_failed);
  run();
  ASSERT_EQ(second->calls.size(), 1U);
  EXPECT_EQ(second->last().request.partial, "");
  second->last().text("Then rest.");
  second->last().finish();
  run();
  EXPECT_EQ(heard().text, "Call 120 now.\n\nThen rest.");
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(end().text_bytes, heard().text.size());
  EXPECT_EQ(heard().screened.size(), 1U) << "once, whoever answers";
}

TEST_F(llm_stream_test, keeps_what_could_not_wait_when_every_provider_fails) {
  opening = "Call 120 now.";
  start();
  first->last().fail(ec::upstream_failed);
  run();
  second->last().fail(ec::upstream_failed);
  run();
  EXPECT_EQ(heard().text, "Call 120 now.\n\n");
  EXPECT_EQ(end().status, request_status::incomplete);
}

}  // namespace
}  // namespace aurawell::actors
