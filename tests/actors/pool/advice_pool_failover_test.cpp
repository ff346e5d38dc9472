// Questions and answers when a worker does not reply, or the pool terminates.

#include "actors/pool/advice_pool.hpp"
#include "tests/actors/pool/pool_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

class advice_pool_failover : public pool_with_silent_store {
 protected:
  advice_pool_failover() { options.workers = 2; }

  void stop() {
    caf::anon_send(pool, stop_atom::value);
    run();
  }
};

TEST_F(advice_pool_failover, only_one_of_two_attempts_writes_the_answer) {
  open();
  ask(1, "ann");
  // Both the worker's timeout and the pool's have expired: both act at the same time.
  advance(10s);
  ASSERT_EQ(silent().askers.size(), 2U);
  break_the_silence();
  ASSERT_EQ(source->calls.size(), 1U);
  source->calls[0]->text("one answer");
  source->calls[0]->finish();
  run();
  EXPECT_EQ(test_support::state_of(session).text, "one answer");
  EXPECT_EQ(test_support::state_of(session).ends.size(), 1U);
  EXPECT_EQ(shown().streaming, 0U);
  EXPECT_EQ(shown().preparing, 0U);
}

TEST_F(advice_pool_failover, asks_another_worker_than_the_one_that_timed_out) {
  open();
  ask(1, "ann");
  advance(10s);
  ASSERT_EQ(silent().askers.size(), 2U);
  EXPECT_NE(silent().askers[0], silent().askers[1]);
}

TEST_F(advice_pool_failover, cancels_a_question_that_is_at_a_worker_at_once) {
  open();
  ask(1, "ann");
  caf::anon_send(pool, drop_atom::value, session, ticket{1});
  run();
  ASSERT_EQ(refused.count(1), 1U);
  EXPECT_EQ(refused[1].cause.code, ec::request_not_found);
  break_the_silence();
  EXPECT_TRUE(source->calls.empty());
  EXPECT_EQ(shown().users, 0U);
  EXPECT_EQ(shown().idle_workers, 2U);
}

TEST_F(advice_pool_failover, refuses_a_question_that_is_at_a_worker_when_it_stops) {
  open();
  ask(1, "ann");
  stop();
  ASSERT_EQ(refused.count(1), 1U);
  EXPECT_EQ(refused[1].cause.code, ec::unavailable);
  break_the_silence();
  EXPECT_TRUE(source->calls.empty());
}

TEST_F(advice_pool_failover, gives_up_when_two_workers_are_silent) {
  open();
  ask(1, "ann");
  advance(10s);
  ASSERT_EQ(silent().askers.size(), 2U);
  advance(10s);
  ASSERT_EQ(refused.count(1), 1U);
  EXPECT_EQ(refused[1].cause.code, ec::internal);
  break_the_silence();
  EXPECT_TRUE(source->calls.empty());
}

TEST_F(advice_pool_failover, a_successor_counts_the_answers_that_stream) {
  kill(store_of(system));
  options.per_user = 1;
  open();
  ask(1, "ann");
  ask(2, "bob");
  kill(pool);
  open();
  EXPECT_EQ(shown().streaming, 2U);
  ask(3, "cem");
  EXPECT_EQ(started.count(3), 0U) << "both places are taken";
  ask(4, "ann");
  EXPECT_EQ(refused.count(4), 1U) << "she has her one";
  finish(0);
  EXPECT_EQ(started.count(3), 1U);
}

TEST_F(advice_pool_failover, a_successor_forgets_the_answers_that_ended_before_it_began) {
  kill(store_of(system));
  options.per_user = 1;
  open();
  ask(1, "ann");
  kill(pool);
  finish(0);
  open();
  EXPECT_EQ(shown().streaming, 0U);
  ask(2, "ann");
  EXPECT_EQ(started.count(2), 1U);
}

TEST_F(advice_pool_failover, a_successor_ends_the_answers_that_stream) {
  kill(store_of(system));
  open();
  ask(1, "ann");
  kill(pool);
  open();
  stop();
  EXPECT_EQ(source->running(), 0U);
  ASSERT_EQ(test_support::state_of(session).ends.size(), 1U);
  EXPECT_EQ(test_support::state_of(session).ends[0].second.status, request_status::incomplete);
}

TEST_F(advice_pool_failover, leaves_few_timers_behind) {
  kill(store_of(system));
  register_store(system, system.spawn(run_store, store_setup{store}));
  open();
  for (ticket number = 1; number <= 100; ++number) {
    ask(number, "ann");
    finish(source->calls.size() - 1);
  }
  EXPECT_LE(timers(), options.workers + 1);
}

}  // namespace
}  // namespace aurawell::actors
