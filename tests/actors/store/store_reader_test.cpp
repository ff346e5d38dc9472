#include "actors/store/store_reader.hpp"

#include <gmock/gmock.h>

#include "actors/store/store_bridge.hpp"
#include "tests/support/actor_fixture.hpp"
#include "tests/support/fake_store.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

class store_reader_test : public test_support::actor_fixture {
 protected:
  store_reader_test() {
    register_reader(system, system.spawn(run_reader, store_setup{.store = nullptr,
                                                                 .reader = kept,
                                                                 .limits = {2, 3},
                                                                 .board = board}));
  }

  void read(const std::string& asker, result<void> outcome = {}) {
    access->read(
        {asker, left},
        [this, asker, outcome](advice_store&) {
          EXPECT_TRUE(kept->in_group) << "one state for all calls";
          runs.push_back(asker);
          return outcome;
        },
        [this](const result<void>& done) {
          reports.emplace_back(done ? "done" : to_string(done.failure().code));
        });
  }

  std::shared_ptr<test_support::fake_store> kept = std::make_shared<test_support::fake_store>();
  std::shared_ptr<store_board> board = std::make_shared<store_board>();
  std::unique_ptr<store_access> access = make_store_access(system, 10s);
  std::shared_ptr<std::atomic<bool>> left = std::make_shared<std::atomic<bool>>(false);
  std::vector<std::string> runs;
  std::vector<std::string> reports;
};

TEST_F(store_reader_test, reads_for_each_asker_in_turn) {
  read("ann");
  read("ann");
  read("bob");
  run();
  EXPECT_THAT(runs, ElementsAre("ann", "bob", "ann"));
  EXPECT_THAT(reports, ElementsAre("done", "done", "done"));
  EXPECT_FALSE(kept->in_group);
}

TEST_F(store_reader_test, refuses_what_is_too_much) {
  for (int i = 0; i < 3; ++i) {
    read("ann");
  }
  run();
  EXPECT_EQ(runs.size(), 2U);
  EXPECT_THAT(reports, ElementsAre("SYSTEM_1705", "done", "done"));
  EXPECT_EQ(board->read().refused, 1U);
  EXPECT_EQ(board->read().reads_waiting, 0U);
}

TEST_F(store_reader_test, reads_nothing_for_a_client_that_has_left) {
  read("ann");
  left->store(true);
  run();
  EXPECT_THAT(runs, testing::IsEmpty());
  EXPECT_EQ(reports.size(), 1U);
}

TEST_F(store_reader_test, a_damaged_page_fails_one_read_and_is_counted) {
  kept->damage = 1;
  read("ann", error{ec::database_failed, "as the test wished"});
  read("bob");
  run();
  EXPECT_THAT(reports, ElementsAre("DB_1601", "done"));
  EXPECT_EQ(board->read().damaged, 1U);
  EXPECT_FALSE(board->read().degraded);
}

TEST_F(store_reader_test, a_successor_shows_that_nothing_waits) {
  read("ann");
  read("ann");
  for (int step = 0; step < 3 && board->read().reads_waiting < 2; ++step) {
    scheduler().run_once();
  }
  ASSERT_EQ(board->read().reads_waiting, 2U);
  kill(reader_of(system));
  register_reader(
      system,
      system.spawn(run_reader, store_setup{.store = nullptr, .reader = kept, .board = board}));
  run();
  EXPECT_EQ(board->read().reads_waiting, 0U);
}

TEST_F(store_reader_test, says_why_nothing_can_be_read) {
  kept->is_away = true;
  read("ann");
  run();
  EXPECT_THAT(runs, testing::IsEmpty());
  EXPECT_THAT(reports, ElementsAre("DB_1602"));
}

}  // namespace
}  // namespace aurawell::actors
