// The store actor beside other processes with the same database.
#include <gmock/gmock.h>

#include "domain/durability/other_processes.hpp"
#include "tests/actors/store/store_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using test_support::answer;

/// Says what the test wants.
class fake_processes final : public other_processes {
 public:
  std::size_t look(advice_store& store) override {
    EXPECT_FALSE(dynamic_cast<test_support::fake_store&>(store).in_group);
    ++looks;
    return count;
  }
  std::shared_ptr<write_backlog> backlog() const override { return spool; }

  std::size_t count = 0;
  std::shared_ptr<write_backlog> spool;
  int looks = 0;
};

class store_others : public store_fixture {
 protected:
  store_others() {
    kill(store);
    start();
  }

  void start() {
    store_setup beside{kept};
    beside.board = board;
    beside.retry_interval = 1s;
    beside.others = others;
    beside.others_interval = 2s;
    store = system.spawn(run_store, beside);
    run();
    advance(1ms);
  }

  void take_spool() {
    others->spool =
        std::make_shared<write_backlog>(std::make_unique<test_support::fake_spool>(disk));
  }

  std::shared_ptr<fake_processes> others = std::make_shared<fake_processes>();
};

TEST_F(store_others, are_looked_at_at_once_and_then_at_an_interval) {
  EXPECT_EQ(others->looks, 1);
  advance(1s);
  EXPECT_EQ(others->looks, 1);
  advance(1s);
  EXPECT_EQ(others->looks, 2);
  advance(2s);
  EXPECT_EQ(others->looks, 3);
}

TEST_F(store_others, leave_no_timer_behind) {
  const auto before = timers();
  kill(store);
  EXPECT_LT(timers(), before);
}

TEST_F(store_others, are_looked_at_between_two_groups) {
  client->send(store, question_atom::value, test_support::question("r1", "?"));
  advance(2s);
  EXPECT_EQ(receive<question_claim>().value().known, nullptr);
  EXPECT_EQ(others->looks, 2);
}

TEST_F(store_others, without_the_spool_writes_fail_until_it_is_there) {
  others->count = 1;
  advance(2s);
  EXPECT_FALSE(board->read().has_spool);
  EXPECT_EQ(board->read().other_processes, 1U);
  kept->is_away = true;
  ask("r1");
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->code, ec::database_unreachable);
  EXPECT_FALSE(board->read().degraded) << "the next write is tried again";

  others->count = 0;
  take_spool();
  advance(2s);
  EXPECT_TRUE(board->read().has_spool);
  EXPECT_EQ(board->read().other_processes, 0U);
  ask("r2");
  EXPECT_FALSE(refused);
  EXPECT_TRUE(board->read().degraded);
  EXPECT_EQ(disk->writes.size(), 1U);
  kept->is_away = false;
  advance(1s);
  EXPECT_EQ(kept->questions.size(), 1U);
}

TEST_F(store_others, the_spool_stays_with_a_store_actor_that_is_restarted) {
  take_spool();
  advance(2s);
  kill(store);
  start();
  kept->is_away = true;
  ask("r1");
  EXPECT_FALSE(refused);
  EXPECT_EQ(disk->writes.size(), 1U);
}

TEST_F(store_others, the_log_is_cleared_again_when_the_last_one_has_ended) {
  others->count = 1;
  advance(2s);
  EXPECT_EQ(kept->sweeps, 0);
  others->count = 0;
  advance(2s);
  EXPECT_EQ(kept->sweeps, 1);
  advance(2s);
  EXPECT_EQ(kept->sweeps, 1);
}

TEST_F(store_others, a_request_is_found_with_what_waits) {
  EXPECT_EQ(find("r1"), nullptr);
  ask("r1", "asked");
  ASSERT_NE(find("r1"), nullptr);
  EXPECT_EQ(find("r1")->question, "asked");
  take_spool();
  advance(2s);
  kept->is_away = true;
  write(answer("r1", "answered"));
  EXPECT_EQ(*find("r1")->summary.text, "answered");
}

}  // namespace
}  // namespace aurawell::actors
