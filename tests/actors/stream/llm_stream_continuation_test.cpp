// A stream whose provider fails after the first text.

#include "tests/actors/stream/llm_stream_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

class llm_stream_continuation_test : public llm_stream_test {
 protected:
  void begin(std::string text = "Go to bed ") {
    start();
    first->last().text(std::move(text));
    run();
  }

  void break_first() {
    first->last().fail(ec::upstream_failed);
    run();
  }
};

TEST_F(llm_stream_continuation_test, goes_on_at_the_same_provider_when_the_answer_broke) {
  begin();
  break_first();
  ASSERT_EQ(first->calls.size(), 2U);
  EXPECT_EQ(first->last().request.partial, "Go to bed ");
  EXPECT_TRUE(heard().seams.empty()) << "nothing follows yet";
  first->last().text("early.");
  first->last().finish();
  run();
  EXPECT_EQ(heard().text, "Go to bed early.");
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_EQ(end().text_bytes, 16U);
  ASSERT_EQ(heard().seams.size(), 1U);
  EXPECT_EQ(heard().seams[0].first, 10U) << "between the texts";
  EXPECT_EQ(heard().seams[0].second.provider, "first");
  EXPECT_EQ(heard().seams[0].second.reason, seam_reason::broken);
  EXPECT_EQ(measured->recoveries,
            (std::vector<std::pair<std::string, recovery>>{{"first", recovery::continuation}}));
}

TEST_F(llm_stream_continuation_test, goes_on_with_less_history_when_the_answer_made_it_too_long) {
  begin();
  break_first();
  completion_failure why{{ec::chat_failed, "as the test wished"}, 400, {}, false};
  why.too_long = true;
  why.history_bytes = 6'000;
  first->last().fail(why);
  run();
  ASSERT_EQ(first->calls.size(), 3U);
  EXPECT_EQ(first->last().request.history_bytes, 3'000U);
  EXPECT_EQ(first->last().request.partial, "Go to bed ");
  first->last().text("early.");
  first->last().finish();
  run();
  EXPECT_EQ(heard().text, "Go to bed early.");
  EXPECT_EQ(end().status, request_status::done);
}

TEST_F(llm_stream_continuation_test, goes_on_without_what_the_server_refuses_inside_the_stream) {
  completion_failure why{{ec::chat_failed, "as the test wished"}, 400, {}, false};
  why.other_form = true;
  begin();
  first->last().fail(why);
  run();
  ASSERT_EQ(first->calls.size(), 2U) << "the first attempt was refused";
  first->last().fail(why);
  run();
  ASSERT_EQ(first->calls.size(), 3U) << "the continuation was refused";
  EXPECT_EQ(first->last().request.partial, "Go to bed ");
  first->last().text("early.");
  first->last().finish();
  run();
  EXPECT_EQ(heard().text, "Go to bed early.");
  EXPECT_EQ(end().status, request_status::done);
  EXPECT_TRUE(second->calls.empty());
}

TEST_F(llm_stream_continuation_test, goes_on_elsewhere_when_the_model_stopped_sending) {
  begin();
  advance(3s);
  EXPECT_EQ(first->running(), 0U);
  ASSERT_EQ(second->calls.size(), 1U);
  second->last().text("early.");
  second->last().finish();
  run();
  EXPECT_EQ(heard().text, "Go to bed early.");
  EXPECT_EQ(heard().seams.at(0).second.provider, "second");
  EXPECT_EQ(heard().seams.at(0).second.reason, seam_reason::stalled);
  EXPECT_EQ(end().summary.provider, "second");
  EXPECT_EQ(first_health->status(now()).failures, 1U);
}

TEST_F(llm_stream_continuation_test, goes_on_at_the_same_after_silence_if_nobody_else_can) {
  second->continues = false;
  begin();
  advance(3s);
  EXPECT_TRUE(second->calls.empty());
  EXPECT_EQ(first->calls.size(), 2U);
  cancel();
}

TEST_F(llm_stream_continuation_test, takes_a_trickle_for_silence) {
  clocks.slow_window = 4s;
  clocks.min_tokens_per_second = 1;
  begin();
  advance(2s);
  first->last().text("x");
  run();
  advance(2s);
  ASSERT_EQ(second->calls.size(), 1U);
  second->last().text("early.");
  run();
  EXPECT_EQ(heard().seams.at(0).second.reason, seam_reason::slow);
  EXPECT_EQ(measured->error_types(), std::vector<std::string>{"min_tokens_per_second"});
  cancel();
}

TEST_F(llm_stream_continuation_test, shows_nothing_twice) {
  begin("Go to bed at the same hour every night, ");
  break_first();
  first->last().text("Go to bed at the same hour");
  first->last().text(" every night, and sleep.");
  first->last().finish();
  run();
  EXPECT_EQ(heard().text, "Go to bed at the same hour every night, and sleep.");
  EXPECT_EQ(heard().seams.at(0).first, 40U);
}

TEST_F(llm_stream_continuation_test, shows_what_was_held_back_at_the_end) {
  begin("Go to bed at the same hour every night, ");
  break_first();
  first->last().text("Go");
  first->last().finish();
  run();
  EXPECT_EQ(heard().text, "Go to bed at the same hour every night, Go");
  EXPECT_EQ(end().status, request_status::done);
}

TEST_F(llm_stream_continuation_test, keeps_the_text_when_the_model_begins_another_answer) {
  has_second = false;
  begin("Go to bed at the same hour every night, ");
  break_first();
  first->last().text("Go to bed at the same hour every day.");
  run();
  EXPECT_EQ(heard().text, "Go to bed at the same hour every night, ");
  EXPECT_TRUE(heard().seams.empty());
  EXPECT_EQ(end().status, request_status::incomplete);
  EXPECT_EQ(first->running(), 0U);
}

TEST_F(llm_stream_continuation_test, asks_another_while_nothing_has_been_continued) {
  begin();
  break_first();
  break_first();
  ASSERT_EQ(second->calls.size(), 1U);
  EXPECT_EQ(second->last().request.partial, "Go to bed ");
  second->last().text("early.");
  second->last().finish();
  run();
  EXPECT_EQ(heard().text, "Go to bed early.");
  EXPECT_EQ(heard().seams.size(), 1U);
  EXPECT_EQ(heard().seams[0].second.reason, seam_reason::broken);
}

TEST_F(llm_stream_continuation_test, asks_nobody_to_continue_twice) {
  begin();
  break_first();
  break_first();
  second->last().fail(ec::upstream_failed);
  run();
  EXPECT_EQ(end().status, request_status::incomplete);
  EXPECT_EQ(heard().text, "Go to bed ");
  EXPECT_EQ(first->calls.size() + second->calls.size(), 3U);
}

TEST_F(llm_stream_continuation_test, continues_once) {
  begin();
  break_first();
  first->last().text("ear");
  run();
  break_first();
  EXPECT_TRUE(second->calls.empty());
  EXPECT_EQ(end().status, request_status::incomplete);
  EXPECT_EQ(end().failure->code, ec::upstream_failed);
  EXPECT_EQ(heard().text, "Go to bed ear");
}

TEST_F(llm_stream_continuation_test, skips_those_whose_breaker_is_open) {
  first_health = std::make_shared<provider_health>("first", breaker_options{30s, 1, 0.5});
  begin();
  break_first();
  EXPECT_EQ(first->calls.size(), 1U);
  EXPECT_EQ(second->calls.size(), 1U);
  cancel();
}

TEST_F(llm_stream_continuation_test, keeps_the_text_when_nobody_can_go_on) {
  first->continues = second->continues = false;
  begin();
  break_first();
  EXPECT_EQ(end().status, request_status::incomplete);
  EXPECT_EQ(heard().text, "Go to bed ");
}

TEST_F(llm_stream_continuation_test, does_not_continue_what_the_model_refuses) {
  begin();
  first->last().fail(ec::chat_failed, false);
  run();
  EXPECT_EQ(first->calls.size(), 1U);
  EXPECT_TRUE(second->calls.empty());
  EXPECT_EQ(end().status, request_status::incomplete);
}

TEST_F(llm_stream_continuation_test, adds_up_what_all_parts_cost) {
  begin("one two ");
  break_first();
  first->last().text("three");
  first->last().finish();
  run();
  const auto usage = end().summary.usage;
  ASSERT_TRUE(usage);
  EXPECT_EQ(usage->prompt_tokens, 4U + 3U) << "estimated, then reported";
  EXPECT_EQ(usage->completion_tokens, 2U + 5U);
  EXPECT_TRUE(usage->estimated);
}

TEST_F(llm_stream_continuation_test, counts_both_parts_against_the_limit) {
  begin(std::string(90, 'a'));
  break_first();
  first->last().text(std::string(20, 'b'));
  run();
  EXPECT_EQ(end().status, request_status::incomplete);
  EXPECT_EQ(end().summary.finish_reason, "length");
  EXPECT_EQ(heard().text.size(), 90U);
}

TEST_F(llm_stream_continuation_test, stops_the_continuation_when_it_is_cancelled) {
  begin();
  break_first();
  cancel();
  EXPECT_EQ(first->running(), 0U);
  EXPECT_EQ(end().status, request_status::cancelled);
  EXPECT_EQ(first_health->status(now()).streaming, 0U);
}

TEST_F(llm_stream_continuation_test, keeps_to_the_total_time_of_the_whole_answer) {
  begin();
  advance(2s);
  break_first();
  for (int i = 0; i < 9; ++i) {
    if (first->last().running) {
      first->last().text("x");
      run();
    }
    advance(2s);
  }
  EXPECT_EQ(end().status, request_status::incomplete);
  EXPECT_EQ(end().failure->code, ec::timed_out);
  EXPECT_EQ(measured->error_types().back(), "total_timeout");
}

}  // namespace
}  // namespace aurawell::actors
