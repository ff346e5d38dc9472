// A stream whose provider fails before the first text.

#include "tests/actors/stream/llm_stream_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

completion_failure failure(ec code, std::optional<std::chrono::milliseconds> retry_after = {}) {
  return {{code, "as the test wished"}, 503, retry_after, true};
}

completion_failure too_long(std::size_t history_bytes) {
  auto why = failure(ec::chat_failed);
  why.retryable = false;
  why.too_long = true;
  why.history_bytes = history_bytes;
  return why;
}

class llm_stream_recovery_test : public llm_stream_test {
 protected:
  llm_stream_recovery_test() { clocks.max_retries = 2; }

  void answer(test_support::fake_completion_source& source) {
    source.last().text("an answer");
    source.last().finish();
    run();
  }
};

TEST_F(llm_stream_recovery_test, tries_the_same_provider_again_after_a_pause) {
  start();
  first->last().fail(ec::upstream_failed);
  run();
  advance(399ms);
  EXPECT_EQ(first->calls.size(), 1U);
  EXPECT_EQ(first->running(), 0U);
  pass(500ms);
  EXPECT_EQ(first->calls.size(), 2U);
  EXPECT_TRUE(second->calls.empty());
  answer(*first);
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(measured->error_types(), (std::vector<std::string>{"EXTERNAL_1501", ""}));
  EXPECT_EQ(measured->recoveries,
            (std::vector<std::pair<std::string, recovery>>{{"first", recovery::retry}}));
}

TEST_F(llm_stream_recovery_test, hears_nothing_of_the_attempt_before_during_a_pause) {
  start();
  const auto late = first->calls.back();
  late->fail(ec::upstream_failed);
  run();
  late->text("too late");
  late->fail(ec::upstream_failed);
  run();
  EXPECT_EQ(heard().text, "");
  EXPECT_TRUE(heard().ends.empty());
}

TEST_F(llm_stream_recovery_test, goes_elsewhere_when_its_retries_are_used_up) {
  clocks.header_timeout = 10s;
  start();
  for (const auto pause : {500ms, 1'000ms}) {
    first->last().fail(ec::upstream_unreachable);
    run();
    pass(pause);
  }
  EXPECT_EQ(first->calls.size(), 3U);
  first->last().fail(ec::upstream_unreachable);
  run();
  answer(*second);
  EXPECT_EQ(end().summary.provider, "second");
  EXPECT_EQ(measured->recoveries.back().second, recovery::other_provider);
}

TEST_F(llm_stream_recovery_test, waits_as_the_provider_asked) {
  has_second = false;
  start();
  first->last().fail(failure(ec::upstream_rate_limited, 4s));
  run();
  advance(3'999ms);
  EXPECT_EQ(first->calls.size(), 1U);
  advance(1ms);
  EXPECT_EQ(first->calls.size(), 2U);
}

TEST_F(llm_stream_recovery_test, passes_the_hint_on_when_nobody_is_left) {
  has_second = false;
  start();
  first->last().fail(failure(ec::upstream_rate_limited, 60s));
  run();
  EXPECT_EQ(end().failure->code, ec::upstream_rate_limited);
  EXPECT_EQ(end().retry_after, 60s);
}

TEST_F(llm_stream_recovery_test, asks_again_at_once_with_another_key) {
  start();
  auto refused = failure(ec::ai_unavailable);
  refused.retryable = false;
  refused.other_key = true;
  first->last().fail(refused);
  run();
  EXPECT_EQ(first->calls.size(), 2U);
  EXPECT_EQ(first_health->status(now()).failures, 0U);
}

TEST_F(llm_stream_recovery_test, asks_again_at_once_with_less_history) {
  start();
  EXPECT_FALSE(first->last().request.history_bytes);
  first->last().fail(too_long(6'000));
  run();
  ASSERT_EQ(first->calls.size(), 2U);
  EXPECT_EQ(first->last().request.history_bytes, 3'000U);
  EXPECT_EQ(first_health->status(now()).failures, 0U);
  EXPECT_EQ(first_health->status(now()).recent_failures, 0U);
  answer(*first);
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(measured->recoveries,
            (std::vector<std::pair<std::string, recovery>>{{"first", recovery::shorter_history}}));
}

TEST_F(llm_stream_recovery_test, asks_the_next_provider_with_all_of_the_history) {
  start();
  first->last().fail(too_long(6'000));
  run();
  first->last().fail(too_long(0));
  run();
  ASSERT_EQ(second->calls.size(), 1U);
  EXPECT_FALSE(second->last().request.history_bytes);
  answer(*second);
  EXPECT_EQ(end().summary.provider, "second");
  EXPECT_EQ(first_health->status(now()).failures, 0U);
}

TEST_F(llm_stream_recovery_test, gives_up_when_the_question_is_too_long_for_all) {
  start();
  first->last().fail(too_long(0));
  run();
  second->last().fail(too_long(0));
  run();
  EXPECT_EQ(end().status, request_status::error);
  EXPECT_EQ(end().failure->code, ec::chat_failed);
}

TEST_F(llm_stream_recovery_test, holds_the_total_time_while_it_asks_for_less) {
  clocks.header_timeout = clocks.first_token_timeout = 20s;
  start();
  advance(15s);
  first->last().fail(too_long(6'000));
  run();
  advance(5s);
  EXPECT_EQ(end().failure->code, ec::timed_out);
  EXPECT_EQ(first->calls.size(), 2U);
}

TEST_F(llm_stream_recovery_test, asks_again_at_once_in_another_form) {
  start();
  auto refused = failure(ec::upstream_failed);
  refused.other_form = true;
  refused.suspected = {"thinking"};
  first->last().fail(refused);
  run();
  EXPECT_EQ(first->last().request.suspected, refused.suspected);
  EXPECT_EQ(first->calls.size(), 2U);
  EXPECT_EQ(first_health->status(now()).failures, 0U);
}

TEST_F(llm_stream_recovery_test, leaves_a_refused_account_at_once) {
  start();
  first->last().fail(ec::ai_unavailable, false);
  run();
  EXPECT_EQ(second->calls.size(), 1U);
  EXPECT_EQ(first_health->status(now()).failures, 1U);
}

TEST_F(llm_stream_recovery_test, retries_a_silent_provider_only_when_it_is_the_last) {
  has_second = false;
  start();
  advance(1s);
  EXPECT_EQ(first->running(), 0U);
  pass(500ms);
  EXPECT_EQ(first->calls.size(), 2U);
  EXPECT_EQ(measured->error_types(), std::vector<std::string>{"header_timeout"});
}

TEST_F(llm_stream_recovery_test, ends_at_once_when_it_is_cancelled_in_a_pause) {
  start();
  first->last().fail(ec::upstream_failed);
  run();
  cancel();
  EXPECT_EQ(end().status, request_status::cancelled);
  EXPECT_FALSE(end().summary.usage);
  advance(5s);
  EXPECT_EQ(first->calls.size(), 1U);
}

TEST_F(llm_stream_recovery_test, ends_at_once_when_its_session_dies_in_a_pause) {
  start();
  first->last().fail(ec::upstream_failed);
  run();
  kill(session);
  advance(5s);
  EXPECT_EQ(first->calls.size(), 1U);
  EXPECT_EQ(first_health->status(now()).streaming, 0U);
}

TEST_F(llm_stream_recovery_test, keeps_to_its_total_time_over_all_tries) {
  clocks.header_timeout = clocks.total_timeout = 20s;
  clocks.max_retries = 100;
  first_health = std::make_shared<provider_health>("first", breaker_options{30s, 1'000});
  has_second = false;
  start();
  for (int i = 0; i < 40 && heard().ends.empty(); ++i) {
    if (first->last().running) {
      first->last().fail(ec::upstream_failed);
      run();
    }
    advance(500ms);
  }
  EXPECT_EQ(end().status, request_status::error);
  EXPECT_EQ(end().failure->code, ec::upstream_failed);
  EXPECT_LE(end().summary.duration, 20s);
  EXPECT_GE(first->calls.size(), 6U);
}

TEST_F(llm_stream_recovery_test, keeps_other_thoughts_apart_from_those_of_a_failed_attempt) {
  start();
  first->last().reasoning("First, ");
  first->last().reasoning("hm.");
  run();
  advance(3s);
  second->last().reasoning("Well, ");
  second->last().reasoning("now.");
  answer(*second);
  EXPECT_EQ(heard().reasoning, "First, hm.\n\nWell, now.");
  EXPECT_EQ(heard().text, "an answer");
}

TEST_F(llm_stream_recovery_test, counts_thoughts_of_a_failed_attempt_as_cost) {
  start();
  first->last().reasoning("twelve bytes");
  run();
  advance(3s);
  answer(*second);
  EXPECT_TRUE(end().summary.usage->estimated);
  EXPECT_EQ(end().summary.usage->completion_tokens, 3U + 5U);
}

class llm_stream_breaker_test : public llm_stream_test {
 protected:
  llm_stream_breaker_test() {
    clocks.max_retries = 2;
    const breaker_options options{30s, 3, 0.5, 10s, 60s, 1};
    first_health = std::make_shared<provider_health>("first", options);
    second_health = std::make_shared<provider_health>("second", options);
  }

  void answer(test_support::fake_completion_source& source) {
    source.last().text("an answer");
    source.last().finish();
    run();
  }

  /// Three answers for which the first provider sends nothing.
  void open_first_breaker() {
    for (int i = 0; i < 3; ++i) {
      start_over();
      advance(1s);
      answer(*second);
    }
  }
};

TEST_F(llm_stream_breaker_test, costs_one_timeout_until_the_breaker_is_open_and_then_nothing) {
  for (std::size_t i = 1; i <= 3; ++i) {
    start_over();
    EXPECT_EQ(first->calls.size(), i);
    advance(999ms);
    EXPECT_EQ(second->calls.size(), i - 1);
    advance(1ms);
    ASSERT_EQ(second->calls.size(), i) << "exactly one header_timeout";
    answer(*second);
    EXPECT_EQ(end().status, request_status::done);
  }
  for (std::size_t i = 4; i <= 6; ++i) {
    start_over();
    EXPECT_EQ(first->calls.size(), 3U);
    EXPECT_EQ(second->calls.size(), i) << "at once";
    answer(*second);
    EXPECT_EQ(end().summary.duration, 0ms);
  }
}

TEST_F(llm_stream_breaker_test, sends_one_probe_after_the_pause) {
  open_first_breaker();
  pass(10s);
  start_over();
  EXPECT_EQ(first->calls.size(), 4U) << "the probe";
  start();
  EXPECT_EQ(first->calls.size(), 4U) << "the others do not wait for it";
  EXPECT_EQ(second->calls.size(), 4U);
  answer(*second);
  answer(*first);
  start_over();
  EXPECT_EQ(first->calls.size(), 5U) << "it is back";
  answer(*first);
}

TEST_F(llm_stream_breaker_test, leaves_it_alone_for_longer_when_the_probe_fails) {
  open_first_breaker();
  pass(10s);
  start_over();
  advance(1s);
  answer(*second);
  advance(19s);
  start_over();
  EXPECT_EQ(first->calls.size(), 4U);
  answer(*second);
  pass(20s);
  start_over();
  EXPECT_EQ(first->calls.size(), 5U);
  cancel();
}

TEST_F(llm_stream_breaker_test, gives_a_cancelled_probes_place_to_the_next) {
  open_first_breaker();
  pass(10s);
  start_over();
  cancel();
  start_over();
  EXPECT_EQ(first->calls.size(), 5U);
  kill(session);
  session = system.spawn(test_support::run_fake_session);
  start_over();
  EXPECT_EQ(first->calls.size(), 6U) << "also when the session died";
  cancel();
}

TEST_F(llm_stream_breaker_test, says_when_to_come_back_if_all_are_open) {
  has_second = false;
  clocks.max_retries = 0;
  for (int i = 0; i < 3; ++i) {
    start_over();
    first->last().fail(ec::upstream_failed);
    run();
    EXPECT_EQ(end().failure->code, ec::upstream_failed);
  }
  advance(4s);
  start_over();
  EXPECT_EQ(first->calls.size(), 3U);
  EXPECT_EQ(end().status, request_status::error);
  EXPECT_EQ(end().failure->code, ec::ai_unavailable);
  EXPECT_GE(end().retry_after, 6s);
  EXPECT_LE(end().retry_after, 8s);
}

TEST_F(llm_stream_breaker_test, does_not_blame_a_provider_for_wrong_questions_and_limits) {
  for (int i = 0; i < 5; ++i) {
    start_over();
    first->last().fail(i % 2 == 0 ? failure(ec::chat_failed)
                                  : failure(ec::upstream_rate_limited, 60s));
    run();
    if (second->running() > 0) {
      answer(*second);
    }
    advance(10s);
  }
  EXPECT_EQ(first_health->status(now()).breaker, breaker_state::closed);
  EXPECT_EQ(first_health->status(now()).failures, 0U);
}

}  // namespace
}  // namespace aurawell::actors
