#include "actors/worker_bench.hpp"

#include "tests/support/actor_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

advice_worker::behavior_type do_nothing() {
  return {[](prepare_atom, const advice_job_ptr&, const pool_setup_ptr&) {
    return llm_stream_actor{};
  }};
}

class worker_bench_test : public test_support::actor_fixture {
 protected:
  worker_bench_test() {
    bench.open([this] {
      hired.push_back(system.spawn(do_nothing));
      return hired.back();
    });
  }

  ~worker_bench_test() override {
    bench.close();
    hired.clear();
  }

  worker_bench::seat give(ticket number = 1) {
    auto job = std::make_shared<advice_job>();
    job->number = number;
    pooled_question question;
    question.job = job;
    return bench.give(std::move(question), {});
  }

  /// Kills the worker and tells the bench; gives the pause before its successor.
  std::chrono::milliseconds lose(const advice_worker& worker) {
    const auto address = worker.address();
    kill(worker);
    return bench.on_down(address).value().pause;
  }

  std::vector<advice_worker> hired;
  worker_bench bench;
};

TEST_F(worker_bench_test, a_seat_names_one_question_only) {
  bench.resize(1);
  const auto first = give(1);
  EXPECT_EQ(bench.take_back(first, true).job->number, 1U);
  EXPECT_EQ(bench.question_at(first), nullptr);
  const auto second = give(2);
  EXPECT_EQ(bench.question_at(first), nullptr);
  EXPECT_EQ(bench.question_at(second)->job->number, 2U);
}

TEST_F(worker_bench_test, seats_stay_true_when_the_bench_grows_and_shrinks) {
  bench.resize(2);
  const auto seat = give(7);
  bench.resize(1'000);
  EXPECT_EQ(bench.question_at(seat)->job->number, 7U);
  bench.resize(1);
  EXPECT_EQ(bench.size(), 1U);
  EXPECT_EQ(bench.question_at(seat)->job->number, 7U);
}

TEST_F(worker_bench_test, a_late_reply_of_a_worker_that_was_let_go_finds_no_question) {
  bench.resize(2);
  const auto seat = give();
  give();
  bench.take_back(seat, true);
  bench.resize(1);
  EXPECT_EQ(bench.size(), 1U);
  EXPECT_EQ(bench.question_at(seat), nullptr);
}

TEST_F(worker_bench_test, waits_longer_after_each_death_until_a_worker_succeeds) {
  bench.resize(1);
  EXPECT_EQ(lose(hired.back()), 100ms);
  bench.revive(1);
  EXPECT_EQ(lose(hired.back()), 200ms);
  bench.revive(1);
  bench.take_back(give(), true);
  EXPECT_EQ(lose(hired.back()), 100ms);
  for (int i = 0; i < 20; ++i) {
    bench.revive(1);
    lose(hired.back());
  }
  bench.revive(1);
  EXPECT_EQ(lose(hired.back()), 5s);
}

TEST_F(worker_bench_test, gives_back_the_question_of_a_dead_worker) {
  bench.resize(2);
  give(3);
  const auto loss = [&] {
    const auto address = hired.back().address();
    kill(hired.back());
    return bench.on_down(address);
  }();
  ASSERT_TRUE(loss && loss->question);
  EXPECT_EQ(loss->question->job->number, 3U);
  EXPECT_EQ(bench.busy(), 0U);
  EXPECT_EQ(bench.idle(), 1U);
}

TEST_F(worker_bench_test, lets_the_dead_go_before_the_living) {
  bench.resize(3);
  lose(hired[1]);
  bench.resize(2);
  EXPECT_EQ(bench.idle(), 2U);
  bench.revive(2);
  EXPECT_EQ(bench.size(), 2U);
}

TEST_F(worker_bench_test, knows_nothing_of_the_end_of_those_it_let_go) {
  bench.resize(2);
  const auto address = hired[1].address();
  bench.resize(1);
  run();
  EXPECT_FALSE(bench.on_down(address));
}

}  // namespace
}  // namespace aurawell::actors
