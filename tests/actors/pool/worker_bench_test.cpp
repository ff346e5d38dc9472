#include "actors/pool/worker_bench.hpp"

#include "tests/support/actor_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

advice_worker::behavior_type be_idle() {
  return {[](prepare_atom, const advice_job_ptr&, const pool_setup_ptr&, worker_seat) {}};
}

class worker_bench_test : public test_support::actor_fixture {
 protected:
  worker_bench_test() {
    bench.open([this] {
      hired.push_back(system.spawn(be_idle));
      return hired.back();
    });
  }

  ~worker_bench_test() override {
    bench.close();
    hired.clear();
  }

  worker_bench::assignment give(ticket number = 1) {
    auto job = std::make_shared<advice_job>();
    job->number = number;
    pooled_question question;
    question.job = job;
    return bench.give(std::move(question), now);
  }

  /// The number of the question that the reply belongs to; 0: none.
  ticket answered(const worker_bench::assignment& given) {
    const auto question = bench.take_answered(given.seat);
    return question ? question->job->number : 0;
  }

  std::size_t withdraw_all() {
    return bench.withdraw([](const pooled_question&) { return true; }, now).size();
  }

  /// Kills the worker and notifies the bench. Returns the pause before the new worker.
  std::chrono::milliseconds lose(const advice_worker& worker) {
    const auto address = worker.address();
    kill(worker);
    return bench.on_down(address).value().pause;
  }

  worker_bench::time_point now{1h};
  std::vector<advice_worker> hired;
  worker_bench bench;
};

TEST_F(worker_bench_test, a_seat_names_one_question_only) {
  bench.resize(1);
  const auto first = give(1);
  EXPECT_EQ(answered(first), 1U);
  EXPECT_EQ(answered(first), 0U);
  const auto second = give(2);
  EXPECT_EQ(answered(first), 0U);
  EXPECT_EQ(answered(second), 2U);
}

TEST_F(worker_bench_test, seats_stay_true_when_the_bench_grows_and_shrinks) {
  bench.resize(2);
  const auto given = give(7);
  bench.resize(1'000);
  bench.resize(1);
  EXPECT_EQ(bench.size(), 1U);
  EXPECT_EQ(answered(given), 7U);
}

TEST_F(worker_bench_test, a_late_answer_of_a_worker_that_was_let_go_is_for_no_question) {
  bench.resize(2);
  const auto given = give();
  give();
  ASSERT_EQ(withdraw_all(), 2U);
  bench.resize(1);
  EXPECT_EQ(bench.size(), 1U);
  EXPECT_EQ(answered(given), 0U);
}

TEST_F(worker_bench_test, a_worker_whose_question_was_withdrawn_gets_none_before_it_answers) {
  bench.resize(2);
  const auto silent = give(1);
  EXPECT_EQ(withdraw_all(), 1U);
  EXPECT_EQ(bench.busy(), 0U);
  EXPECT_EQ(bench.idle(), 1U);
  const auto other = give(1);
  EXPECT_NE(other.worker, silent.worker);
  EXPECT_EQ(bench.idle(), 0U);
  EXPECT_EQ(answered(silent), 0U);
  EXPECT_EQ(bench.idle(), 1U);
  EXPECT_EQ(answered(other), 1U);
}

TEST_F(worker_bench_test, withdraws_only_what_is_unwanted) {
  bench.resize(3);
  const auto kept = give(1);
  give(2);
  const auto taken = bench.withdraw(
      [](const pooled_question& question) { return question.job->number == 2; }, now);
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].job->number, 2U);
  EXPECT_EQ(bench.busy(), 1U);
  EXPECT_EQ(answered(kept), 1U);
}

TEST_F(worker_bench_test, replaces_a_worker_that_stays_silent) {
  bench.resize(1);
  give();
  withdraw_all();
  EXPECT_EQ(bench.replace_silent(now - 1ms), 0U);
  EXPECT_EQ(bench.idle(), 0U);
  EXPECT_EQ(bench.replace_silent(now), 1U);
  EXPECT_EQ(bench.idle(), 1U);
  EXPECT_EQ(bench.size(), 1U);
  EXPECT_EQ(bench.silent(), 0U);
  run();
  EXPECT_FALSE(bench.on_down(hired.front().address())) << "it was let go";
}

TEST_F(worker_bench_test, waits_longer_after_each_death_until_a_worker_succeeds) {
  bench.resize(1);
  EXPECT_EQ(lose(hired.back()), 100ms);
  bench.revive(1);
  EXPECT_EQ(lose(hired.back()), 200ms);
  bench.revive(1);
  answered(give());
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
