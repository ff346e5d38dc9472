#include "net/storage/upkeep/restore.hpp"

#include <gmock/gmock.h>

#include <string>

#include "domain/ports/account_store.hpp"
#include "net/storage/database/database_swap.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "tests/net/storage/upkeep/restore_fixture.hpp"

namespace aurawell::net {
namespace {

using testing::IsEmpty;

TEST_F(restore, brings_no_former_password_back) {
  const auto login = [](const char* name) {
    return account_login{name, {"ann"}, at(1), at(1), "a browser", "192.0.2.0/24"};
  };
  {
    const auto store = open();
    auto& people = store->accounts();
    ASSERT_TRUE(people.add_account({{"ann"}, "ann", "a@example.org", "stolen", at(0)}));
    ASSERT_TRUE(people.add_account({{"bob"}, "bob", "b@example.org", "same", at(0)}));
    ASSERT_TRUE(people.save_login(login("thief")));
    ASSERT_TRUE(people.add_reset_code({{"ann"}, "used", at(1'000)}, at(1)));
    back_up();
    ASSERT_TRUE(people.set_password_hash({"ann"}, "new"));
    ASSERT_TRUE(people.remove_logins({"ann"}, ""));
    ASSERT_TRUE(people.remove_reset_codes({"ann"}));
    ASSERT_TRUE(people.revoke_login({"*", {"ann"}, at(1'000), at(2)}));
  }
  const auto done = restore_store(options, copy);
  ASSERT_TRUE(done) << done.failure().detail;
  EXPECT_EQ(done->passwords_kept, 1U);
  const auto store = open();
  EXPECT_EQ(store->accounts().find_account({"ann"})->value().password_hash, "new");
  EXPECT_EQ(store->accounts().find_account({"bob"})->value().password_hash, "same");
  EXPECT_THAT(*store->accounts().reset_codes_of({"ann"}, at(3)), IsEmpty());
  EXPECT_THAT(*store->accounts().logins_of({"ann"}), IsEmpty());
}

TEST_F(restore, brings_no_withdrawn_access_back) {
  const auto grants = [](const char* friends) {
    return "INSERT INTO grants VALUES " + std::string{friends};
  };
  {
    const auto store = open();
    auto& people = store->accounts();
    ASSERT_TRUE(people.add_account({{"ann"}, "anna", "a@example.org", "h", at(0)}));
    ASSERT_TRUE(people.add_member({{{"ann"}, {"child"}}, "name", "relation", at(0)}));
    run_sql(
        grants("('ann', 'ann', 'withdrawn', 'editor', 1), ('ann', 'ann', 'lowered', 'editor', 1), "
               "('ann', 'ann', 'kept', 'viewer', 1), ('ann', 'child', 'removed', 'viewer', 1)")
            .c_str());
    run_sql("INSERT INTO invitations VALUES ('i1', 'ann', 'ann', 'taken back', 'viewer', 1, 9)");
    back_up();
    ASSERT_TRUE(people.remove_member({{"ann"}, {"child"}}));
    run_sql(
        "DELETE FROM grants WHERE user_id = 'withdrawn'; DELETE FROM invitations;"
        "UPDATE grants SET role = 'viewer' WHERE user_id = 'lowered';"
        "INSERT INTO grants VALUES ('ann', 'ann', 'later', 'viewer', 2), "
        "  ('ann', 'younger', 'later', 'viewer', 2);"
        "INSERT INTO invitations VALUES ('i2', 'ann', 'ann', 'asked', 'viewer', 2, 9)");
  }
  const auto done = restore_store(options, copy);
  ASSERT_TRUE(done) << done.failure().detail;
  EXPECT_EQ(done->access_withdrawn, 4U) << "with the role that was lowered, and the invitation";
  const auto count = [&](const char* of) {
    return *sqlite_connection::open(database.c_str(), {})
                ->read_integer(("SELECT count(*) FROM " + std::string{of}).c_str());
  };
  EXPECT_EQ(count("grants"), 3);
  EXPECT_EQ(count("grants WHERE user_id IN ('kept', 'lowered', 'later') AND role = 'viewer'"), 3);
  EXPECT_EQ(count("invitations"), 1);
  EXPECT_EQ(count("invitations WHERE id = 'i2'"), 1);
  EXPECT_EQ(count("members WHERE member_id = 'child'"), 1) << "that is what a restore is for";
}

TEST_F(restore, access_stays_where_the_present_database_is_a_new_beginning) {
  {
    const auto store = open();
    ASSERT_TRUE(store->accounts().add_account({{"ann"}, "anna", "a@example.org", "h", at(0)}));
    run_sql("INSERT INTO grants VALUES ('ann', 'ann', 'friend', 'viewer', 1)");
    back_up();
  }
  remove_database(database);
  ASSERT_TRUE(open());
  const auto done = restore_store(options, copy);
  ASSERT_TRUE(done) << done.failure().detail;
  EXPECT_EQ(done->access_withdrawn, 0U);
  EXPECT_EQ(
      *sqlite_connection::open(database.c_str(), {})->read_integer("SELECT count(*) FROM grants"),
      1);
}

}  // namespace
}  // namespace aurawell::net
