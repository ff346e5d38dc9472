#include "actors/llm_stream_actor.hpp"

#include "tests/support/actor_fixture.hpp"
#include "tests/support/fake_completion_source.hpp"
#include "tests/support/fake_session.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using test_support::fake_completion_source;

class llm_stream_test : public test_support::actor_fixture {
 protected:
  llm_stream_test() {
    clocks.header_timeout = 1s;
    clocks.first_token_timeout = 2s;
    clocks.token_timeout = 3s;
    clocks.total_timeout = 20s;
    clocks.max_answer_bytes = 100;
  }

  ~llm_stream_test() override { kill(session); }

  void start() {
    advice_job job;
    job.session = session;
    job.number = 7;
    auto chain = std::make_shared<const provider_chain>(
        provider_chain{{"first", first, clocks}, {"second", second, clocks}});
    stream = system.spawn(run_llm_stream, std::make_shared<const advice_job>(std::move(job)),
                          completion_request{}, chain);
    run();
  }

  test_support::fake_session_state& heard() { return test_support::state_of(session); }

  const stream_outcome& end() {
    EXPECT_EQ(heard().ends.size(), 1U);
    EXPECT_EQ(heard().ends.front().first, 7U);
    return heard().ends.front().second;
  }

  stream_options clocks;
  std::shared_ptr<fake_completion_source> first = std::make_shared<fake_completion_source>();
  std::shared_ptr<fake_completion_source> second = std::make_shared<fake_completion_source>();
  session_actor session = system.spawn(test_support::run_fake_session);
  llm_stream_actor stream;
};

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
  caf::anon_send(stream, end_atom::value, request_status::cancelled);
  run();
  EXPECT_EQ(first->running(), 0U);
  EXPECT_EQ(end().status, request_status::cancelled);
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
  completion_batch thought;
  thought.reasoning = std::string(101, 'h');
  first->last().sink->on_batch(std::move(thought));
  run();
  EXPECT_EQ(end().status, request_status::incomplete);
}

TEST_F(llm_stream_test, stops_the_upstream_when_the_session_is_gone) {
  start();
  first->last().text("begun");
  run();
  kill(session);
  EXPECT_EQ(first->running(), 0U);
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

}  // namespace
}  // namespace aurawell::actors
