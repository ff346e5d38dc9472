// A pool that gets a new setup while it works.

#include "actors/pool/advice_pool.hpp"
#include "domain/prompt/prompt.hpp"
#include "tests/actors/pool/pool_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

using advice_pool_resize_test = pool_test;
using advice_pool_resize_with_busy_workers = pool_with_silent_store;

TEST_F(advice_pool_resize_test, hires_and_lets_go_of_idle_workers_at_once) {
  open();
  EXPECT_EQ(shown().workers, 2U);
  options.workers = 64;
  adopt();
  EXPECT_EQ(shown().workers, 64U);
  EXPECT_EQ(shown().idle_workers, 64U);
  options.workers = 1;
  adopt();
  EXPECT_EQ(shown().workers, 1U);
  ask(1, "ann");
  EXPECT_EQ(started.count(1), 1U);
}

TEST_F(advice_pool_resize_test, ends_the_actors_of_the_workers_that_it_lets_go) {
  options.workers = 64;
  open();
  const auto before = system.registry().running();
  options.workers = 4;
  adopt();
  EXPECT_EQ(system.registry().running(), before - 60);
}

TEST_F(advice_pool_resize_with_busy_workers, lets_busy_workers_finish_their_question) {
  options.workers = 3;
  options.max_streams = 5;
  open();
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "user" + std::to_string(number));
  }
  options.workers = 1;
  adopt();
  EXPECT_EQ(shown().workers, 3U);
  EXPECT_EQ(shown().preparing, 3U);
  break_the_silence();
  EXPECT_EQ(started.size(), 3U);
  EXPECT_EQ(shown().workers, 1U);
}

TEST_F(advice_pool_resize_with_busy_workers, keeps_a_busy_worker_that_is_needed_again) {
  options.workers = 2;
  open();
  ask(1, "ann");
  ask(2, "bob");
  options.workers = 1;
  adopt();
  options.workers = 3;
  adopt();
  EXPECT_EQ(shown().workers, 3U);
  EXPECT_EQ(shown().idle_workers, 1U);
  break_the_silence();
  EXPECT_EQ(shown().idle_workers, 3U);
}

TEST_F(advice_pool_resize_with_busy_workers, serves_at_once_what_waited_for_a_worker) {
  options.max_streams = 5;
  open();
  ask(1, "ann");
  ask(2, "bob");
  EXPECT_EQ(silent().askers.size(), 1U);
  options.workers = 2;
  adopt();
  EXPECT_EQ(silent().askers.size(), 2U);
}

TEST_F(advice_pool_resize_with_busy_workers, awaits_no_successor_that_is_not_needed_any_more) {
  options.workers = 2;
  open();
  ask(1, "ann");
  kill(silent().askers[0]);
  ASSERT_EQ(silent().askers.size(), 2U) << "the other one has the question";
  options.workers = 1;
  adopt();
  advance(10s);
  EXPECT_EQ(shown().workers, 1U);
}

TEST_F(advice_pool_resize_test, drops_nothing_when_every_limit_shrinks) {
  options.max_streams = 4;
  open();
  for (ticket number = 1; number <= 7; ++number) {
    ask(number, "ann");
  }
  options.workers = 1;
  options.max_streams = 1;
  options.queue = 0;
  options.queue_timeout = 100ms;
  options.per_user = 1;
  adopt();
  advance(9'000ms);
  EXPECT_TRUE(refused.empty());
  EXPECT_EQ(started.size(), 4U);
  EXPECT_EQ(source->running(), 4U);
  for (std::size_t nth = 0; nth < 3; ++nth) {
    finish(nth);
    EXPECT_EQ(started.size(), 4U) << "more still stream than may";
  }
  for (std::size_t nth = 3; nth < 7; ++nth) {
    finish(nth);
  }
  EXPECT_EQ(started.size(), 7U);
  EXPECT_TRUE(refused.empty());
}

TEST_F(advice_pool_resize_test, streams_more_at_once_when_it_may) {
  open();
  for (ticket number = 1; number <= 5; ++number) {
    ask(number, "user" + std::to_string(number));
  }
  EXPECT_EQ(started.size(), 2U);
  options.max_streams = 4;
  adopt();
  EXPECT_EQ(started.size(), 4U);
  EXPECT_EQ(shown().max_streams, 4U);
}

TEST_F(advice_pool_resize_test, bounds_the_next_questions_by_the_new_limits) {
  open();
  for (ticket number = 1; number <= 2; ++number) {
    ask(number, "ann");
  }
  options.per_user = 2;
  options.queue = 1;
  options.queue_timeout = 300ms;
  adopt();
  ask(3, "ann");
  EXPECT_EQ(refused.count(3), 1U) << "per_user";
  ask(4, "bob");
  ask(5, "cem");
  EXPECT_EQ(refused.count(5), 1U) << "queue";
  advance(600ms);
  ASSERT_EQ(refused.count(4), 1U) << "queue_timeout";
  EXPECT_EQ(refused[4].cause.code, ec::timed_out);
}

TEST_F(advice_pool_resize_test, asks_for_the_next_answer_as_the_new_setup_says) {
  store->history = {{"earlier?", "yes."}};
  open();
  options.model = "wise-2";
  options.temperature = 0.1;
  options.max_tokens = 99;
  options.history_exchanges = 7;
  options.history_bytes = 5'000;
  adopt();
  ask(1, "ann");
  const auto& request = source->last().request;
  EXPECT_EQ(request.model, "wise-2");
  EXPECT_EQ(request.temperature, 0.1);
  EXPECT_EQ(request.max_tokens, 99U);
  ASSERT_FALSE(store->queries.empty());
  EXPECT_EQ(store->queries.back().max_exchanges, 7U + most_condensed);
  EXPECT_EQ(store->queries.back().max_bytes, 5'000U);
}

TEST_F(advice_pool_resize_test, asks_new_providers_and_lets_old_ones_finish) {
  open();
  ask(1, "ann");
  const auto old_source =
      std::exchange(source, std::make_shared<test_support::fake_completion_source>());
  adopt();
  ask(2, "bob");
  EXPECT_EQ(old_source->calls.size(), 1U);
  EXPECT_EQ(source->calls.size(), 1U);
  old_source->calls[0]->text("from the old one");
  old_source->calls[0]->finish();
  run();
  EXPECT_EQ(test_support::state_of(session).text, "from the old one");
}

}  // namespace
}  // namespace aurawell::actors
