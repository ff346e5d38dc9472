#include "domain/durability/write_backlog.hpp"

#include <gtest/gtest.h>

#include "tests/net/storage/records.hpp"
#include "tests/support/fake_spool.hpp"
#include "tests/support/fake_store.hpp"

namespace aurawell {
namespace {

using test_support::answer;
using test_support::fake_spool;
using test_support::fake_store;
using test_support::question;

class write_backlog_test : public ::testing::Test {
 protected:
  std::shared_ptr<fake_spool::disk> disk = std::make_shared<fake_spool::disk>();
  write_backlog backlog{std::make_unique<fake_spool>(disk)};
  fake_store store;
};

TEST_F(write_backlog_test, replays_in_order_and_leaves_nothing) {
  ASSERT_TRUE(backlog.add({question("r1", "a"), answer("r1", "A")}));
  ASSERT_TRUE(backlog.add({question("r2", "b")}));
  EXPECT_FALSE(backlog.idle());
  ASSERT_TRUE(backlog.replay(store, 2));
  EXPECT_EQ(store.questions.size(), 1U);
  ASSERT_EQ(store.answers.size(), 1U);
  EXPECT_FALSE(backlog.idle());
  EXPECT_EQ(disk->writes.size(), 1U) << "what is written waits no longer";
  ASSERT_TRUE(backlog.replay(store, 2));
  EXPECT_EQ(store.questions.back().text, "b");
  EXPECT_TRUE(backlog.idle());
  EXPECT_TRUE(disk->writes.empty());
}

TEST_F(write_backlog_test, keeps_everything_while_the_store_is_away) {
  ASSERT_TRUE(backlog.add({question("r1", "a")}));
  store.is_away = true;
  EXPECT_FALSE(backlog.replay(store, 9));
  EXPECT_EQ(backlog.waiting().size(), 1U);
  store.is_away = false;
  store.fail_commit = true;
  EXPECT_FALSE(backlog.replay(store, 9));
  EXPECT_EQ(disk->writes.size(), 1U);
}

TEST_F(write_backlog_test, takes_over_what_a_former_process_left) {
  ASSERT_TRUE(backlog.add({question("r1", "a"), answer("r1", "A")}));
  write_backlog next{std::make_unique<fake_spool>(disk)};
  ASSERT_TRUE(next.load());
  EXPECT_EQ(next.waiting().size(), 2U);
}

TEST_F(write_backlog_test, sets_aside_what_the_store_refuses_and_goes_on) {
  ASSERT_TRUE(backlog.add({question("r1", "refused"), question("r2", "good")}));
  const auto replayed = backlog.replay(store, 9);
  ASSERT_TRUE(replayed);
  EXPECT_EQ(replayed->written, 1U);
  ASSERT_EQ(replayed->rejected.size(), 1U);
  EXPECT_EQ(replayed->rejected[0].request.value, "r1");
  ASSERT_EQ(disk->aside.size(), 1U);
  EXPECT_TRUE(backlog.idle());
  ASSERT_TRUE(backlog.erase({"u1"}));
  EXPECT_TRUE(disk->aside.empty());
}

/// The other writes fail too until the transaction is undone.
TEST_F(write_backlog_test, a_damaged_page_sets_aside_nothing_of_others) {
  ASSERT_TRUE(backlog.add({question("r1", "a"), question("r2", "damaged"), question("r3", "c"),
                           answer("r1", "A"), answer("r3", "C")}));
  const auto replayed = backlog.replay(store, 9);
  ASSERT_TRUE(replayed);
  EXPECT_EQ(replayed->written, 4U);
  ASSERT_EQ(replayed->rejected.size(), 1U);
  EXPECT_EQ(replayed->rejected[0].request.value, "r2");
  ASSERT_EQ(disk->aside.size(), 1U);
  EXPECT_EQ(request_of(disk->aside[0]).value, "r2");
  EXPECT_EQ(store.questions.size(), 2U);
  EXPECT_EQ(store.answers.size(), 2U);
  EXPECT_TRUE(backlog.idle());
}

TEST_F(write_backlog_test, keeps_an_answer_with_its_question_that_was_set_aside) {
  ASSERT_TRUE(backlog.add({question("r1", "damaged"), answer("r1", "A")}));
  ASSERT_TRUE(backlog.replay(store, 1));
  ASSERT_TRUE(backlog.replay(store, 1));
  EXPECT_EQ(disk->aside.size(), 2U);
  EXPECT_TRUE(backlog.idle());
}

TEST_F(write_backlog_test, an_answer_to_no_question_is_gone) {
  ASSERT_TRUE(backlog.add({answer("r1", "A")}));
  ASSERT_TRUE(backlog.replay(store, 9));
  EXPECT_TRUE(disk->aside.empty());
  EXPECT_TRUE(backlog.idle());
}

TEST_F(write_backlog_test, keeps_nothing_of_a_run_that_was_replaced) {
  ASSERT_TRUE(store.begin());
  ASSERT_TRUE(store.save_question(question("r1", "?")));
  ASSERT_TRUE(store.commit());
  store.exchanges.at(0).term = 2;
  auto made = answer("r1", "A");
  made.term = first_term;
  ASSERT_TRUE(backlog.add({progress_record{{"u1"}, {"r1"}, "half", {}, first_term}, made}));
  ASSERT_TRUE(backlog.replay(store, 9));
  EXPECT_TRUE(store.progress.empty());
  EXPECT_TRUE(store.answers.empty());
  EXPECT_TRUE(disk->aside.empty());
  EXPECT_TRUE(backlog.idle());
}

TEST_F(write_backlog_test, a_replay_that_ends_early_has_written_what_it_says) {
  ASSERT_TRUE(backlog.add({question("r1", "a"), question("r2", "damaged"), question("r3", "away"),
                           question("r4", "d")}));
  const auto replayed = backlog.replay(store, 9);
  ASSERT_TRUE(replayed);
  EXPECT_EQ(replayed->written, 1U);
  EXPECT_EQ(replayed->rejected.size(), 1U);
  EXPECT_EQ(backlog.waiting().size(), 2U);
  EXPECT_EQ(disk->writes.size(), 2U);
  EXPECT_FALSE(backlog.replay(store, 9));
  store.away_text.clear();
  ASSERT_TRUE(backlog.replay(store, 9));
  EXPECT_EQ(store.questions.size(), 3U);
}

TEST_F(write_backlog_test, what_cannot_be_set_aside_goes_on_waiting) {
  ASSERT_TRUE(backlog.add({question("r1", "damaged"), question("r2", "b")}));
  disk->fails = true;
  EXPECT_FALSE(backlog.replay(store, 9));
  EXPECT_EQ(backlog.waiting().size(), 2U);
  disk->fails = false;
  ASSERT_TRUE(backlog.replay(store, 9));
  EXPECT_EQ(disk->aside.size(), 1U);
  EXPECT_EQ(store.questions.size(), 1U);
}

TEST_F(write_backlog_test, keeps_nothing_of_a_user_who_was_erased_meanwhile) {
  ASSERT_TRUE(backlog.add({question("r1", "erased"), question("r2", "good")}));
  ASSERT_TRUE(backlog.replay(store, 9));
  EXPECT_TRUE(disk->aside.empty());
  EXPECT_TRUE(disk->writes.empty());
}

TEST_F(write_backlog_test, refuses_what_does_not_fit) {
  disk->most_writes = 1;
  ASSERT_TRUE(backlog.add({question("r1", "a")}));
  const auto refused = backlog.add({question("r2", "b")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, ec::database_unreachable);
  EXPECT_EQ(backlog.waiting().size(), 1U);
}

TEST_F(write_backlog_test, keeps_the_numbers_of_the_spool) {
  ASSERT_TRUE(backlog.add({question("r1", "?"), progress_record{{"u1"}, {"r1"}, "x"}}));
  ASSERT_TRUE(backlog.add({progress_record{{"u1"}, {"r1"}, "xy"}}));
  const auto waiting = backlog.waiting().oldest(9);
  ASSERT_EQ(waiting.size(), disk->writes.size());
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    EXPECT_EQ(waiting[i].first, disk->writes[i].number);
  }
}

TEST_F(write_backlog_test, is_not_idle_before_the_disk_is_empty) {
  ASSERT_TRUE(backlog.add({question("r1", "a")}));
  disk->fails = true;
  EXPECT_EQ(backlog.replay(store, 9)->written, 1U);
  EXPECT_FALSE(backlog.idle());
  EXPECT_FALSE(backlog.replay(store, 9));
  EXPECT_FALSE(backlog.idle());
  disk->fails = false;
  EXPECT_TRUE(backlog.replay(store, 9));
  EXPECT_TRUE(backlog.idle());
}

}  // namespace
}  // namespace aurawell
