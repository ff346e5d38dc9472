#include "domain/write_backlog.hpp"

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
  EXPECT_EQ(disk->writes.size(), 3U) << "a crash would begin from the start";
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

TEST_F(write_backlog_test, refuses_what_does_not_fit) {
  disk->most_bytes = 40;
  ASSERT_TRUE(backlog.add({question("r1", "0123456789")}));
  const auto refused = backlog.add({question("r2", "0123456789012345678901234")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, ec::database_unreachable);
  EXPECT_EQ(backlog.waiting().size(), 1U);
  EXPECT_EQ(disk->writes.size(), 1U);
}

TEST_F(write_backlog_test, makes_room_by_leaving_out_what_nobody_needs) {
  disk->most_bytes = 200;
  ASSERT_TRUE(backlog.add({question("r1", "?")}));
  for (int i = 1; i <= 20; ++i) {
    ASSERT_TRUE(backlog.add({progress_record{{"u1"}, {"r1"}, std::string(30, 'x')}})) << i;
    EXPECT_LE(disk->bytes, disk->most_bytes);
  }
  EXPECT_GT(disk->rewrites, 0);
  EXPECT_LT(disk->rewrites, 10);
  EXPECT_EQ(backlog.waiting().size(), 2U);
}

TEST_F(write_backlog_test, is_not_idle_before_the_disk_is_empty) {
  ASSERT_TRUE(backlog.add({question("r1", "a")}));
  disk->fails = true;
  EXPECT_FALSE(backlog.replay(store, 9));
  EXPECT_FALSE(backlog.idle());
  disk->fails = false;
  EXPECT_TRUE(backlog.replay(store, 9));
  EXPECT_TRUE(backlog.idle());
}

}  // namespace
}  // namespace aurawell
