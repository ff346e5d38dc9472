#include "tests/actors/store/store_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using test_support::answer;
using test_support::question;

/// With stores that take writes one by one, and in groups.
class store_outage : public store_fixture, public testing::WithParamInterface<bool> {
 protected:
  void SetUp() override { kept->in_groups = GetParam(); }
};

INSTANTIATE_TEST_SUITE_P(both_ways, store_outage, testing::Bool());

TEST_P(store_outage, answers_everyone_once_the_spool_has_it) {
  kept->is_away = true;
  EXPECT_EQ(ask("r1", "a"), nullptr);
  EXPECT_FALSE(refused);
  EXPECT_TRUE(write(answer("r1", "A")));
  EXPECT_EQ(disk->writes.size(), 2U);
  EXPECT_TRUE(kept->questions.empty());
  const auto status = board->read();
  EXPECT_TRUE(status.degraded);
  EXPECT_EQ(status.waiting, 2U);
  EXPECT_FALSE(status.reason.empty());
}

TEST_P(store_outage, keeps_a_group_whose_commit_fails) {
  kept->fail_commit = true;
  client->send(store, question_atom::value, question("r1", "a"));
  client->send(store, question_atom::value, question("r2", "b"));
  run();
  EXPECT_EQ(receive<question_claim>().value().known, nullptr);
  EXPECT_EQ(receive<question_claim>().value().known, nullptr);
  EXPECT_EQ(disk->writes.size(), 2U);
  EXPECT_EQ(disk->appends, 1) << "a group is one append";
}

TEST_P(store_outage, writes_what_waited_in_order_when_the_database_is_back) {
  kept->is_away = true;
  ask("r1", "a");
  write(answer("r1", "A"));
  kept->is_away = false;
  ask("r2", "b");
  EXPECT_TRUE(kept->questions.empty()) << "nothing overtakes what waits";
  advance(1s);
  ASSERT_EQ(kept->questions.size(), 2U);
  EXPECT_EQ(kept->questions[0].text, "a");
  EXPECT_EQ(kept->questions[1].text, "b");
  EXPECT_EQ(kept->answers.size(), 1U);
  EXPECT_TRUE(disk->writes.empty());
  const auto status = board->read();
  EXPECT_FALSE(status.degraded);
  EXPECT_EQ(status.waiting, 0U);
  EXPECT_EQ(status.replayed, 3U);
  ask("r3", "c");
  EXPECT_EQ(kept->questions.size(), 3U) << "directly again";
}

TEST_P(store_outage, replays_more_than_fits_one_transaction) {
  kept->is_away = true;
  for (int i = 0; i < 600; ++i) {
    client->send(store, question_atom::value, question(std::to_string(i), "?"));
  }
  run();
  kept->is_away = false;
  const auto groups = kept->groups;
  advance(1s);
  ASSERT_EQ(kept->questions.size(), 600U);
  EXPECT_EQ(kept->questions[599].request.value, "599");
  EXPECT_EQ(kept->groups - groups, 3);
}

TEST_P(store_outage, tries_at_growing_pauses) {
  kept->is_away = true;
  ask("r1");
  auto tries = [&, before = kept->groups](std::chrono::milliseconds passed) mutable {
    advance(passed);
    return kept->groups - std::exchange(before, kept->groups);
  };
  EXPECT_EQ(tries(1s), 1);
  EXPECT_EQ(tries(1s), 0);
  EXPECT_EQ(tries(1s), 1);
  EXPECT_EQ(tries(4s), 1);
  EXPECT_EQ(tries(8s), 1);
  EXPECT_EQ(tries(8s), 1) << "eight times the first pause is the longest";
}

TEST_P(store_outage, waits_for_no_lock_while_the_database_is_away) {
  kept->is_away = true;
  ask("r1");
  EXPECT_FALSE(kept->waits_for_locks);
  kept->is_away = false;
  advance(1s);
  EXPECT_TRUE(kept->waits_for_locks);
}

TEST_P(store_outage, waits_for_no_lock_either_where_it_reads) {
  const auto history = std::make_shared<test_support::fake_store>();
  auto changed = setup();
  changed.history = history;
  kill(store);
  store = system.spawn(run_store, std::move(changed));
  kept->is_away = true;
  ask("r1");
  EXPECT_FALSE(history->waits_for_locks);
  kept->is_away = false;
  advance(1s);
  EXPECT_TRUE(history->waits_for_locks);
}

TEST_P(store_outage, asks_nothing_twice) {
  ask("r0", "before");
  write(answer("r0", "B"));
  kept->is_away = true;
  const auto stored = ask("r0", "before");
  ASSERT_TRUE(stored);
  EXPECT_EQ(*stored->summary.text, "B");
  EXPECT_EQ(ask("r1", "a"), nullptr);
  write(answer("r1", "A"));
  const auto waiting = ask("r1", "a");
  ASSERT_TRUE(waiting);
  EXPECT_EQ(*waiting->summary.text, "A");
  EXPECT_EQ(waiting->status, request_status::done);
}

TEST_P(store_outage, names_no_term_of_a_question_in_the_spool) {
  kept->is_away = true;
  client->send(store, question_atom::value, question("r1", "a"));
  run();
  EXPECT_EQ(receive<question_claim>().value().term, no_term);
  client->send(store, question_atom::value, question("r1", "a"));
  run();
  EXPECT_EQ(receive<question_claim>().value().term, no_term);
}

TEST_P(store_outage, names_no_term_of_a_claim_that_was_undone) {
  ask("r1", "a");
  kept->exchanges.at(0).term = 4;
  kept->fail_commit = true;
  client->send(store, question_atom::value, question("r1", "a"));
  run();
  const auto claim = receive<question_claim>().value();
  EXPECT_NE(claim.known, nullptr);
  EXPECT_EQ(claim.term, no_term);
}

TEST_P(store_outage, keeps_the_terms_of_what_waits) {
  ask("r1", "a");
  kept->is_away = true;
  auto made = answer("r1", "A");
  made.term = first_term;
  EXPECT_TRUE(write(made));
  kept->exchanges.at(0).term = 2;
  kept->is_away = false;
  advance(1s);
  EXPECT_TRUE(kept->answers.empty()) << "another process has claimed the question meanwhile";
  EXPECT_TRUE(disk->writes.empty());
  EXPECT_TRUE(disk->aside.empty());
}

TEST_P(store_outage, knows_the_first_of_two_in_one_group) {
  kept->is_away = true;
  client->send(store, question_atom::value, question("r1", "a"));
  client->send(store, question_atom::value, question("r1", "a"));
  run();
  EXPECT_EQ(receive<question_claim>().value().known, nullptr);
  EXPECT_NE(receive<question_claim>().value().known, nullptr);
  EXPECT_EQ(disk->writes.size(), 1U);
}

TEST_P(store_outage, knows_an_answer_that_waits_in_the_group_of_its_question) {
  ask("r1", "a");
  kept->is_away = true;
  client->send(store, answer_atom::value, answer("r1", "A"));
  client->send(store, question_atom::value, question("r1", "a"));
  run();
  EXPECT_TRUE(receive<caf::ok_atom>());
  const auto known = receive<question_claim>().value().known;
  EXPECT_EQ(*known->summary.text, "A");
  EXPECT_EQ(known->status, request_status::done);
}

TEST_P(store_outage, tells_of_no_answer_that_was_undone) {
  ask("r1", "a");
  kept->fail_commit = disk->fails = true;
  client->send(store, answer_atom::value, answer("r1", "A"));
  client->send(store, question_atom::value, question("r1", "a"));
  run();
  EXPECT_FALSE(receive<caf::ok_atom>());
  EXPECT_FALSE(receive<question_claim>().value().known->status);
}

TEST_P(store_outage, gives_the_history_that_waits) {
  kept->history = {{"q0", "a0"}};
  auto& stored = kept->exchanges.emplace_back();
  stored.request = {"r0"};
  stored.question = "q0";
  stored.status = request_status::done;
  stored.summary.text = std::make_shared<const std::string>("a0");
  kept->is_away = true;
  ask("r1", "q1");
  write(answer("r1", "a1"));
  EXPECT_EQ(history(), (std::vector<past_exchange>{{"q0", "a0"}, {"q1", "a1"}}));
  kept->is_unreadable = true;
  EXPECT_EQ(history(), (std::vector<past_exchange>{{"q1", "a1"}}));
}

TEST_P(store_outage, refuses_what_cannot_wait) {
  kept->is_away = true;
  ask("r1");
  const auto written = do_work(store_use::writes);
  ASSERT_TRUE(written && !*written);
  EXPECT_EQ(written->failure().code, ec::database_unreachable);
  const auto read = do_work(store_use::reads);
  EXPECT_TRUE(read && *read);
}

TEST_P(store_outage, refuses_clearly_when_the_spool_fails_too) {
  kept->is_away = true;
  disk->fails = true;
  ask("r1");
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->code, ec::database_unreachable);
  disk->fails = false;
  ask("r2");
  EXPECT_FALSE(refused);
  EXPECT_EQ(disk->writes.size(), 1U);
}

TEST_P(store_outage, a_refused_write_holds_nothing_up) {
  kept->is_away = true;
  ask("r1", "refused");
  ask("r2", "good");
  kept->is_away = false;
  advance(1s);
  ASSERT_EQ(kept->questions.size(), 1U);
  EXPECT_EQ(disk->aside.size(), 1U);
  EXPECT_EQ(board->read().rejected, 1U);
  EXPECT_FALSE(board->read().degraded);
}

TEST_P(store_outage, a_read_that_finds_the_database_away_is_enough) {
  kept->is_unreadable = true;
  history();
  EXPECT_TRUE(board->read().degraded);
  kept->is_unreadable = false;
  advance(1s);
  EXPECT_FALSE(board->read().degraded);
}

TEST_P(store_outage, a_successor_begins_as_if_the_database_were_there) {
  kept->is_unreadable = true;
  history();
  ASSERT_TRUE(board->read().degraded);
  kill(store);
  kept->is_unreadable = false;
  store = system.spawn(run_store, setup());
  ask("r1");
  EXPECT_FALSE(refused);
  EXPECT_TRUE(kept->waits_for_locks);
  EXPECT_FALSE(board->read().degraded);
  EXPECT_EQ(kept->questions.size(), 1U);
}

TEST_P(store_outage, a_successor_shows_nothing_of_the_dead) {
  board->with_lock([](store_status& status) {
    status.changes_waiting = 3;
    status.log_holds_removed = true;
  });
  kill(store);
  store = system.spawn(run_store, setup());
  run();
  EXPECT_EQ(board->read().changes_waiting, 0U);
  EXPECT_FALSE(board->read().log_holds_removed);
}

TEST_P(store_outage, a_successor_goes_on_clearing_the_log) {
  kept->log_holds_removed = true;
  kill(store);
  store = system.spawn(run_store, setup());
  run();
  EXPECT_TRUE(board->read().log_holds_removed);
  kept->log_holds_removed = false;
  advance(1s);
  EXPECT_FALSE(board->read().log_holds_removed);
}

TEST_P(store_outage, goes_on_with_what_a_dead_store_actor_left) {
  kept->is_away = true;
  ask("r1", "a");
  kill(store);
  kept->is_away = false;
  auto changed = setup();
  ASSERT_TRUE(changed.backlog->load());
  store = system.spawn(run_store, changed);
  ask("r2", "b");
  EXPECT_TRUE(kept->questions.empty());
  advance(1s);
  ASSERT_EQ(kept->questions.size(), 2U);
  EXPECT_EQ(kept->questions[0].text, "a");
}

TEST_P(store_outage, a_damaged_page_is_no_outage) {
  const aurawell::error damage{ec::database_failed, "as the test wished"};
  for (const auto use : {store_use::reads, store_use::writes}) {
    ++kept->damage;
    EXPECT_EQ(do_work(use, damage)->failure(), damage);
  }
  EXPECT_EQ(board->read().damaged, 2U);
  EXPECT_FALSE(board->read().degraded);
  EXPECT_EQ(ask("r1", "a"), nullptr);
  EXPECT_FALSE(refused);
  EXPECT_EQ(kept->questions.size(), 1U);
  EXPECT_TRUE(disk->writes.empty());
}

}  // namespace
}  // namespace aurawell::actors
