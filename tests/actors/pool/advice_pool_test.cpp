#include "actors/pool/advice_pool.hpp"

#include <stdexcept>

#include "tests/actors/pool/pool_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

using advice_pool_test = pool_test;

TEST_F(advice_pool_test, starts_a_stream_with_history_before_the_question) {
  store->history = {{"earlier?", "yes."}};
  open();
  ask(1, "ann");
  ASSERT_EQ(started.count(1), 1U);
  const auto& messages = source->last().request.messages;
  ASSERT_EQ(messages.size(), 4U);
  EXPECT_EQ(messages[0].role, message_role::system);
  EXPECT_EQ(messages[1], (prompt_message{message_role::user, "earlier?"}));
  EXPECT_EQ(messages[2], (prompt_message{message_role::assistant, "yes."}));
  EXPECT_EQ(messages[3].text, "question 1");
  EXPECT_EQ(source->last().request.question.earlier, std::vector<std::string>{"earlier?"});
}

TEST_F(advice_pool_test, takes_the_history_that_a_question_brings_for_the_whole_of_it) {
  store->history = {{"stored?", "yes."}};
  open();
  earlier.emplace().push_back({"told?", "no."});
  ask(1, "ann");
  const auto& messages = source->last().request.messages;
  ASSERT_EQ(messages.size(), 4U);
  EXPECT_EQ(messages[1].text, "told?");
  EXPECT_EQ(messages[2].text, "no.");
  EXPECT_EQ(source->last().request.question.earlier, std::vector<std::string>{"told?"});
  earlier->clear();
  ask(2, "ben");
  EXPECT_EQ(source->last().request.messages.size(), 2U);
}

TEST_F(advice_pool_test, answers_without_history_when_the_store_fails) {
  store->fail_reads = true;
  open();
  ask(1, "ann");
  EXPECT_EQ(started.count(1), 1U);
  EXPECT_EQ(source->last().request.messages.size(), 2U);
}

TEST_F(advice_pool_test, lets_questions_wait_beyond_max_streams_and_serves_them_in_turn) {
  open();
  for (ticket number = 1; number <= 4; ++number) {
    ask(number, "user" + std::to_string(number));
  }
  EXPECT_EQ(started.size(), 2U);
  finish(0);
  EXPECT_EQ(started.count(3), 1U);
  finish(1);
  EXPECT_EQ(started.count(4), 1U);
}

TEST_F(advice_pool_test, refuses_with_a_hint_when_the_queue_is_full) {
  open();
  for (ticket number = 1; number <= 6; ++number) {
    ask(number, "user" + std::to_string(number));
  }
  ASSERT_EQ(refused.count(6), 1U);
  EXPECT_EQ(refused[6].cause.code, ec::unavailable);
  EXPECT_GE(refused[6].retry_after, 1s);
}

TEST_F(advice_pool_test, works_without_a_queue) {
  options.queue = 0;
  open();
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "user" + std::to_string(number));
  }
  EXPECT_EQ(started.size(), 2U);
  EXPECT_EQ(refused.count(3), 1U);
}

TEST_F(advice_pool_test, does_not_let_one_user_delay_another) {
  open();
  for (ticket number = 1; number <= 4; ++number) {
    ask(number, "greedy");
  }
  ask(5, "modest");
  finish(0);
  EXPECT_EQ(started.count(5), 1U);
  finish(1);
  EXPECT_EQ(started.count(3), 1U);
  EXPECT_EQ(started.count(4), 0U);
}

TEST_F(advice_pool_test, bounds_the_questions_of_one_user) {
  options.per_user = 2;
  open();
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "greedy");
  }
  EXPECT_EQ(refused.count(3), 1U);
  finish(0);
  ask(4, "greedy");
  EXPECT_EQ(started.count(4), 1U);
}

TEST_F(advice_pool_test, refuses_a_question_that_waited_too_long) {
  open();
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "ann");
  }
  advance(9'900ms);
  EXPECT_EQ(refused.count(3), 0U);
  advance(400ms);
  ASSERT_EQ(refused.count(3), 1U);
  EXPECT_EQ(refused[3].cause.code, ec::timed_out);
}

TEST_F(advice_pool_test, tells_a_waiting_question_its_place_and_when_that_changes) {
  open();
  for (ticket number = 1; number <= 4; ++number) {
    ask(number, "user" + std::to_string(number));
  }
  advance(250ms);
  advance(250ms);
  const auto& places = test_support::state_of(session).places;
  EXPECT_EQ(places.at(3), std::vector<std::uint32_t>{1});
  EXPECT_EQ(places.at(4), std::vector<std::uint32_t>{2});
  finish(0);
  advance(500ms);
  EXPECT_EQ(places.at(4).size(), 1U) << "sooner than a second";
  advance(250ms);
  EXPECT_EQ(places.at(4), (std::vector<std::uint32_t>{2, 1}));
}

TEST_F(advice_pool_test, frees_the_place_when_a_provider_throws) {
  struct throwing_source final : completion_source {
    std::unique_ptr<completion_transfer> start(completion_request,
                                               std::shared_ptr<completion_sink>) override {
      throw std::runtime_error{"as the test wished"};
    }
    bool can_continue() const noexcept override { return false; }
  };
  options.max_streams = 1;
  open();
  caf::anon_send(pool, adopt_atom::value,
                 pool_setup_ptr{std::make_shared<const pool_setup>(pool_setup{
                     options, provider_chain{{"broken", std::make_shared<throwing_source>(),
                                              stream_options{}}}})});
  ask(1, "ann");
  EXPECT_EQ(shown().streaming, 0U);
  adopt();
  ask(2, "ann");
  EXPECT_EQ(source->running(), 1U);
}

TEST_F(advice_pool_test, answers_without_history_when_the_store_dies_of_an_exception) {
  store->throw_on_reads = true;
  open();
  ask(1, "ann");
  EXPECT_EQ(started.count(1), 1U);
  EXPECT_EQ(source->last().request.messages.size(), 2U);
  EXPECT_EQ(telemetry->dead_workers, 0);
}

TEST_F(advice_pool_test, forgets_a_question_that_is_dropped_while_it_waits) {
  open();
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "ann");
  }
  caf::anon_send(pool, drop_atom::value, session, ticket{3});
  run();
  ASSERT_EQ(refused.count(3), 1U);
  finish(0);
  EXPECT_EQ(source->calls.size(), 2U);
}

TEST_F(advice_pool_test, frees_the_place_of_a_stream_that_dies) {
  open();
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "ann");
  }
  kill(started[1]);
  EXPECT_EQ(started.count(3), 1U);
}

TEST_F(advice_pool_test, refuses_what_waits_when_it_dies) {
  open();
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "ann");
  }
  kill(pool);
  EXPECT_EQ(refused.count(3), 1U);
}

TEST_F(advice_pool_test, ends_everything_when_told_to_stop) {
  open();
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "ann");
  }
  source->calls[0]->text("half");
  caf::anon_send(pool, stop_atom::value);
  run();
  EXPECT_EQ(refused.count(3), 1U);
  EXPECT_EQ(source->running(), 0U);
  const auto& ends = test_support::state_of(session).ends;
  ASSERT_EQ(ends.size(), 2U);
  EXPECT_EQ(ends[0].second.status, request_status::incomplete);
  ask(4, "bob");
  EXPECT_EQ(refused.count(4), 1U);
}

TEST_F(advice_pool_test, answers_the_watchdog) {
  open();
  const auto state = std::make_shared<std::atomic<pulse_state>>();
  caf::anon_send(pool, pulse_atom::value, std::make_shared<const pulse>(state));
  EXPECT_EQ(*state, pulse_state::asked);
  run();
  EXPECT_EQ(*state, pulse_state::answered);
}

using advice_pool_with_silent_store = pool_with_silent_store;

TEST_F(advice_pool_with_silent_store, gives_the_question_of_a_dead_worker_to_its_successor) {
  open();
  ask(1, "ann");
  ASSERT_EQ(silent().askers.size(), 1U);
  kill(silent().askers[0]);
  EXPECT_EQ(started.count(1) + refused.count(1), 0U);
  advance(100ms);
  ASSERT_EQ(silent().askers.size(), 2U);
  EXPECT_EQ(telemetry->dead_workers, 1);
  break_the_silence();
  EXPECT_EQ(started.count(1), 1U);
}

TEST_F(advice_pool_with_silent_store, gives_up_when_the_second_worker_dies_too) {
  open();
  ask(1, "ann");
  kill(silent().askers[0]);
  advance(100ms);
  kill(silent().askers[1]);
  ASSERT_EQ(refused.count(1), 1U);
  EXPECT_EQ(refused[1].cause.code, ec::internal);
}

TEST_F(advice_pool_with_silent_store, keeps_running_streams_when_a_worker_dies) {
  open();
  ask(1, "ann");
  break_the_silence();
  ask(2, "bob");
  kill(silent().askers[1]);
  EXPECT_EQ(source->running(), 1U);
  source->calls[0]->text("still here");
  run();
  EXPECT_EQ(test_support::state_of(session).text, "still here");
}

}  // namespace
}  // namespace aurawell::actors
