#include "tests/actors/store/store_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using test_support::answer;
using test_support::question;

/// With stores that take writes one by one, and in groups.
class store_group : public store_fixture, public testing::WithParamInterface<bool> {
 protected:
  void SetUp() override { kept->in_groups = GetParam(); }
};

INSTANTIATE_TEST_SUITE_P(both_ways, store_group, testing::Bool());

/// A fault of a later write in the group must not be reported for a committed write.
TEST_P(store_group, commits_no_work_that_it_reports_as_failed) {
  std::vector<result<void>> outcomes;
  const auto work = [&](const std::string& text) {
    caf::anon_send(store, work_atom::value,
                   std::make_shared<store_work>(
                       store_use::writes, store_asker{text},
                       [text](advice_store& all) -> result<void> {
                         const auto saved = all.save_question(question(text, text));
                         return saved ? result<void>{} : saved.failure();
                       },
                       [&](const result<void>& done) { outcomes.push_back(done); },
                       std::chrono::steady_clock::now() + 1h));
  };
  work("good");
  work("away");
  run();
  ASSERT_EQ(outcomes.size(), 2U);
  EXPECT_FALSE(outcomes[0]);
  EXPECT_FALSE(outcomes[1]);
  EXPECT_TRUE(kept->questions.empty());
}

/// As SQLite does it: see the damaged file in sqlite_damage_test.cpp.
TEST_P(store_group, a_damaged_page_fails_one_member_of_a_group) {
  ask("r0", "b");
  client->send(store, question_atom::value, question("r1", "a"));
  client->send(store, question_atom::value, question("r2", "damaged"));
  client->send(store, answer_atom::value, answer("r0", "B"));
  client->send(store, question_atom::value, question("r3", "c"));
  run();
  EXPECT_TRUE(receive<question_claim>());
  EXPECT_FALSE(receive<question_claim>());
  EXPECT_EQ(refused->code, ec::database_failed);
  EXPECT_TRUE(receive<caf::ok_atom>());
  EXPECT_TRUE(receive<question_claim>());
  EXPECT_EQ(kept->questions.size(), 3U);
  EXPECT_EQ(kept->answers.size(), 1U);
  EXPECT_FALSE(board->read().degraded);
  EXPECT_TRUE(disk->writes.empty());
}

TEST_P(store_group, work_that_met_a_damaged_page_in_silence_is_found) {
  client->send(store, question_atom::value, question("r1", "a"));
  client->send(store, question_atom::value, question("r2", "quietly damaged"));
  client->send(store, question_atom::value, question("r3", "c"));
  run();
  EXPECT_TRUE(receive<question_claim>());
  EXPECT_FALSE(receive<question_claim>());
  EXPECT_TRUE(receive<question_claim>());
  EXPECT_EQ(kept->questions.size(), 2U);
  EXPECT_FALSE(board->read().degraded);
}

TEST_P(store_group, what_meets_damage_and_then_an_outage_is_spooled_without_the_damaged) {
  client->send(store, question_atom::value, question("r1", "a"));
  client->send(store, question_atom::value, question("r2", "damaged"));
  client->send(store, question_atom::value, question("r3", "away"));
  client->send(store, question_atom::value, question("r4", "d"));
  run();
  EXPECT_TRUE(receive<question_claim>());
  EXPECT_FALSE(receive<question_claim>());
  EXPECT_TRUE(receive<question_claim>());
  EXPECT_TRUE(receive<question_claim>());
  EXPECT_EQ(kept->questions.size(), 1U);
  EXPECT_EQ(disk->writes.size(), 2U);
  EXPECT_TRUE(board->read().degraded);
}

TEST_P(store_group, a_damaged_page_holds_up_nothing_that_waited) {
  kept->is_away = true;
  ask("r1", "a");
  ask("r2", "damaged");
  ask("r3", "c");
  kept->is_away = false;
  advance(1s);
  EXPECT_EQ(kept->questions.size(), 2U);
  EXPECT_EQ(disk->aside.size(), 1U);
  EXPECT_EQ(board->read().rejected, 1U);
  EXPECT_FALSE(board->read().degraded);
}

TEST_P(store_group, takes_all_that_waited_in_one_call_where_that_is_faster) {
  for (int i = 0; i < 5; ++i) {
    client->send(store, question_atom::value, question("r" + std::to_string(i), "?"));
  }
  client->send(store, answer_atom::value, answer("r0", "!"));
  run();
  EXPECT_EQ(kept->questions.size(), 5U);
  EXPECT_EQ(kept->answers.size(), 1U);
  EXPECT_EQ(kept->calls_of_groups, GetParam() ? 1 : 0);
}

TEST_P(store_group, keeps_the_order_of_writes_and_work) {
  std::size_t seen = 0;
  client->send(store, question_atom::value, question("r1", "a"));
  caf::anon_send(store, work_atom::value,
                 std::make_shared<store_work>(
                     store_use::writes, store_asker{"ann"},
                     [&](advice_store&) -> result<void> {
                       seen = kept->questions.size();
                       return {};
                     },
                     [](const result<void>&) {}, std::chrono::steady_clock::now() + 1h));
  run();
  EXPECT_EQ(seen, 1U);
}

}  // namespace
}  // namespace aurawell::actors
