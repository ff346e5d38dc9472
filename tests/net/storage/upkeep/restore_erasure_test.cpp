#include "net/storage/upkeep/restore.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <filesystem>

#include "domain/ports/account_store.hpp"
#include "net/storage/database/database_swap.hpp"
#include "tests/net/storage/file_scan.hpp"
#include "tests/net/storage/upkeep/restore_fixture.hpp"

namespace aurawell::net {
namespace {

using test_support::files_with;
using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(restore, revives_nobody_who_was_erased_and_no_login_that_was_revoked) {
  options.encryption_keys.clear();
  {
    const auto store = open();
    ask(*store, "ann", "r1");
    ask(*store, "bob", "r1");
    ASSERT_TRUE(store->accounts().add_account({{"bob"}, "bobby", "b@example.org", "h", at(0)}));
    back_up();
    ASSERT_TRUE(store->accounts().erase_account({"bob"}, at(5)));
    ASSERT_TRUE(store->accounts().revoke_login({"login", {"ann"}, at(1'000)}));
  }
  const auto done = restore_store(options, copy);
  ASSERT_TRUE(done) << done.failure().detail;
  EXPECT_EQ(done->erased_again, 1U);
  EXPECT_EQ(done->revoked_again, 1U);
  {
    const auto store = open();
    EXPECT_TRUE(has(*store, "ann"));
    EXPECT_FALSE(has(*store, "bob"));
    EXPECT_FALSE(store->accounts().find_account({"bob"})->has_value());
    EXPECT_FALSE(store->accounts().check_presence({"bob"}, at(100)));
    EXPECT_EQ(store->accounts().load_revoked(at(10))->size(), 1U);
  }
  std::filesystem::remove(copy);
  EXPECT_THAT(files_with(folder / "", "words of bob"), IsEmpty());
}

TEST_F(restore, keeps_who_came_back_before_the_backup_was_made) {
  {
    const auto store = open();
    ask(*store, "cat", "r1");
    ASSERT_TRUE(store->accounts().erase_account({"cat"}, at(5)));
    ask(*store, "cat", "r2", at(6));
    back_up();
  }
  const auto done = restore_store(options, copy);
  ASSERT_TRUE(done) << done.failure().detail;
  EXPECT_EQ(done->erased_again, 0U);
  EXPECT_TRUE(has(*open(), "cat"));
}

TEST_F(restore, finds_the_erased_after_a_change_of_keys_too) {
  {
    const auto store = open();
    ask(*store, "bob", "r1");
    back_up();
    ASSERT_TRUE(store->accounts().erase_account({"bob"}, at(5)));
  }
  options.encryption_keys = {key_number(2), key_number(1)};
  const auto done = restore_store(options, copy);
  ASSERT_TRUE(done) << done.failure().detail;
  EXPECT_EQ(done->erased_again, 1U);
  EXPECT_FALSE(has(*open(), "bob"));
}

TEST_F(restore, accounts_that_were_made_since_are_gone_for_good) {
  {
    const auto store = open();
    ASSERT_TRUE(store->accounts().add_account({{"ann"}, "anna", "a@example.org", "h", at(0)}));
    back_up();
    ASSERT_TRUE(store->accounts().add_account({{"new"}, "newer", "n@example.org", "h", at(5)}));
  }
  const auto done = restore_store(options, copy);
  ASSERT_TRUE(done) << done.failure().detail;
  EXPECT_EQ(done->accounts_gone, 1U);
  const auto store = open();
  auto& people = store->accounts();
  EXPECT_TRUE(people.check_presence({"ann"}, at(0)));
  const auto now = std::chrono::system_clock::now();
  EXPECT_FALSE(people.check_presence({"new"}, now + std::chrono::hours{1'000})) << "for good";
  const auto revoked = people.load_revoked(now + std::chrono::hours{8'784});
  ASSERT_EQ(revoked->size(), 1U) << "as long as any token of theirs counts";
  EXPECT_EQ(revoked->front().login, "*");
  EXPECT_EQ(revoked->front().user.value, people.name_of_erased({"new"}));
}

TEST_F(restore, a_later_erasure_in_the_backup_counts) {
  {
    const auto store = open();
    ASSERT_TRUE(store->accounts().add_account({{"bob"}, "bobby", "b@example.org", "h", at(0)}));
    ASSERT_TRUE(store->accounts().erase_account({"bob"}, at(50)));
    back_up();
  }
  run_sql("UPDATE erased_users SET erased_at = 1, for_good = 0");
  ASSERT_TRUE(restore_store(options, copy));
  EXPECT_FALSE(open()->accounts().check_presence({"bob"}, at(1'000))) << "it was for good";
}

/// The disk was replaced, and the service made an empty database.
TEST_F(restore, names_of_erased_users_count_after_a_new_beginning) {
  {
    const auto store = open();
    ASSERT_TRUE(store->accounts().erase_account({"eve"}, at(5)));
    back_up();
  }
  remove_database(database);
  ASSERT_TRUE(open()->accounts().revoke_login({"login", {"ann"}, at(1'000)}));
  const auto done = restore_store(options, copy);
  ASSERT_TRUE(done) << done.failure().detail;
  const auto store = open();
  EXPECT_FALSE(store->accounts().check_presence({"eve"}, at(4)));
  EXPECT_EQ(store->accounts().load_revoked(at(10))->size(), 1U);
}

TEST_F(restore, takes_the_key_of_the_names_when_the_backup_has_none) {
  {
    const auto store = open();
    ask(*store, "dan", "r1");
    back_up();
  }
  remove_database(database);
  {
    const auto store = open();
    ASSERT_TRUE(store->accounts().erase_account({"dan"}, at(5)));
    ASSERT_TRUE(store->accounts().erase_account({"eve"}, at(5)));
  }
  const auto done = restore_store(options, copy);
  ASSERT_TRUE(done) << done.failure().detail;
  const auto store = open();
  EXPECT_FALSE(has(*store, "dan"));
  EXPECT_FALSE(store->accounts().check_presence({"dan"}, at(4)));
  EXPECT_FALSE(store->accounts().check_presence({"eve"}, at(4)));
}

TEST_F(restore, unites_names_that_were_made_with_two_keys) {
  {
    const auto store = open();
    ask(*store, "dan", "r1");
    ASSERT_TRUE(store->accounts().erase_account({"eve"}, at(5)));
    back_up();
  }
  remove_database(database);
  {
    const auto store = open();
    ASSERT_TRUE(store->accounts().revoke_login({"login", {"dan"}, at(1'000)}));
    ASSERT_TRUE(store->accounts().erase_account({"dan"}, at(5)));
  }
  ASSERT_TRUE(restore_store(options, copy));
  {
    const auto store = open();
    EXPECT_FALSE(has(*store, "dan"));
    for (const auto* user : {"dan", "eve"}) {
      EXPECT_FALSE(store->accounts().check_presence({user}, at(4))) << user;
    }
    const auto revoked = store->accounts().load_revoked(at(10));
    ASSERT_EQ(revoked->size(), 1U);
    EXPECT_EQ(revoked->front().user.value, store->accounts().name_of_erased({"dan"}));
  }
  remove_database(database);
  std::filesystem::remove(folder / "a.db.before-restore");
  ASSERT_TRUE(open()->accounts().erase_account({"fay"}, at(5)));
  const auto refused = restore_store(options, copy);
  ASSERT_FALSE(refused) << "nobody can find the other name of somebody who is not in the backup";
  EXPECT_THAT(refused.failure().detail, HasSubstr("another key"));
  EXPECT_TRUE(restore_store(options, copy, on_loss::accept));
}

}  // namespace
}  // namespace aurawell::net
