#include "actors/store/store_bridge.hpp"

#include <algorithm>

#include "actors/store/store_actor.hpp"
#include "actors/system/directory.hpp"
#include "tests/support/actor_fixture.hpp"
#include "tests/support/fake_store.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

class store_bridge_test : public test_support::actor_fixture {
 protected:
  store_bridge_test() { register_store(system, store); }
  ~store_bridge_test() override { clear_directory(system); }

  store_access::report note() {
    return [this](result<void> done) { reports.push_back(std::move(done)); };
  }

  std::shared_ptr<test_support::fake_store> kept = std::make_shared<test_support::fake_store>();
  store_actor store = system.spawn(run_store, store_setup{kept});
  std::unique_ptr<store_access> access = make_store_access(system, 10s);
  std::vector<result<void>> reports;
};

TEST_F(store_bridge_test, reports_a_write_when_it_is_durable) {
  int runs = 0;
  access->write(
      {"ann"},
      [&](advice_store&) -> result<void> {
        EXPECT_TRUE(kept->in_group);
        ++runs;
        return {};
      },
      note());
  EXPECT_TRUE(reports.empty());
  run();
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(kept->groups, 1);
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_TRUE(reports[0]);
}

TEST_F(store_bridge_test, a_failed_commit_fails_a_write_that_went_well) {
  kept->fail_commit = true;
  access->write(
      {"ann"}, [](advice_store&) { return result<void>{}; }, note());
  run();
  ASSERT_EQ(reports.size(), 1U);
  ASSERT_FALSE(reports[0]);
  EXPECT_EQ(reports[0].failure().code, ec::database_unreachable);
}

TEST_F(store_bridge_test, passes_on_why_a_write_failed) {
  access->write(
      {"ann"},
      [](advice_store&) -> result<void> {
        return error{ec::user_exists, "taken"};
      },
      note());
  run();
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_EQ(reports[0].failure().code, ec::user_exists);
}

TEST_F(store_bridge_test, reads_without_a_group) {
  std::optional<result<int>> found;
  ask_store<int>(
      *access, store_use::reads, {"ann"}, [](advice_store&) -> result<int> { return 7; },
      [&](result<int> outcome) { found = std::move(outcome); });
  run();
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(**found, 7);
  EXPECT_EQ(kept->groups, 0);
}

TEST_F(store_bridge_test, begins_nothing_that_came_too_late) {
  const auto hasty = make_store_access(system, -1ms);
  int runs = 0;
  hasty->write(
      {"ann"},
      [&](advice_store&) -> result<void> {
        ++runs;
        return {};
      },
      note());
  run();
  EXPECT_EQ(runs, 0);
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_EQ(reports[0].failure().code, ec::database_unreachable);
}

TEST_F(store_bridge_test, a_question_is_saved_before_the_changes_that_wait) {
  std::vector<std::size_t> questions_before;
  for (int i = 0; i < 10; ++i) {
    access->write(
        {"ann"},
        [&](advice_store&) {
          questions_before.push_back(kept->questions.size());
          return result<void>{};
        },
        note());
  }
  question_record question;
  question.request = {"r"};
  caf::anon_send(store, question_atom::value, question);
  run();
  ASSERT_EQ(questions_before.size(), 10U);
  EXPECT_EQ(questions_before.front(), 1U);
  EXPECT_EQ(reports.size(), 10U);
}

TEST_F(store_bridge_test, many_changes_of_one_asker_are_refused) {
  for (int i = 0; i < 17; ++i) {
    access->write(
        {"ann"}, [](advice_store&) { return result<void>{}; }, note());
  }
  access->write(
      {"bob"}, [](advice_store&) { return result<void>{}; }, note());
  run();
  ASSERT_EQ(reports.size(), 18U);
  EXPECT_EQ(reports[0].failure().code, ec::rate_limited);
  EXPECT_EQ(std::count_if(reports.begin(), reports.end(), [](const auto& one) { return !one; }), 1);
}

TEST_F(store_bridge_test, reports_once_when_there_is_no_store) {
  clear_directory(system);
  access->read(
      {"ann"}, [](advice_store&) { return result<void>{}; }, note());
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_EQ(reports[0].failure().code, ec::database_unreachable);
}

}  // namespace
}  // namespace aurawell::actors
