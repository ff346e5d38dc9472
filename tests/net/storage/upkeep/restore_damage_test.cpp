#include "net/storage/upkeep/restore.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "domain/ports/account_store.hpp"
#include "net/storage/database/database_swap.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "tests/net/storage/upkeep/restore_fixture.hpp"

namespace aurawell::net {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

/// Where the first page of the table begins in the file.
std::streamoff root_of(const std::filesystem::path& database, const std::string& table) {
  const auto page =
      sqlite_connection::open(database.c_str(), {})
          ->read_integer(
              ("SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'").c_str());
  return (*page - 1) * 4'096;
}

/// Writes over the head of the table's first page.
void damage_root_of(const std::filesystem::path& database, const std::string& table) {
  const auto start = root_of(database, table);
  std::fstream file{database, std::ios::in | std::ios::out | std::ios::binary};
  file.seekp(start);
  file << std::string(8, '\xff');
}

/// Changes one bit of a row, as a faulty disk may; the page stays valid.
void flip_bit_in_row_of(const std::filesystem::path& database, const std::string& table,
                        const std::string& text) {
  std::string page(4'096, '\0');
  const auto start = root_of(database, table);
  std::fstream file{database, std::ios::in | std::ios::out | std::ios::binary};
  file.seekg(start);
  file.read(page.data(), 4'096);
  const auto found = page.find(text);
  ASSERT_NE(found, std::string::npos) << text;
  file.seekp(start + static_cast<std::streamoff>(found + text.size() - 1));
  file.put(static_cast<char>(text.back() ^ 1));
}

TEST_F(restore, takes_over_what_a_damaged_database_still_tells) {
  for (const std::string table : {"accounts", "logins", "reset_codes", "revoked_logins"}) {
    remove_database(database);
    std::filesystem::remove(folder / "a.db.before-restore");
    std::filesystem::remove(copy);
    {
      const auto store = open();
      auto& people = store->accounts();
      ask(*store, "ann", "r1");
      ask(*store, "bob", "r1");
      ASSERT_TRUE(people.add_account({{"ann"}, "anna", "a@example.org", "h", at(0)}));
      back_up();
      ASSERT_TRUE(people.set_password_hash({"ann"}, "new"));
      ASSERT_TRUE(people.erase_account({"bob"}, at(5)));
      ASSERT_TRUE(people.revoke_login({"login", {"ann"}, at(1'000)}));
    }
    damage_root_of(database, table);
    const auto refused = restore_store(options, copy);
    ASSERT_FALSE(refused) << table;
    EXPECT_THAT(refused.failure().detail, AllOf(HasSubstr(table), HasSubstr("--accept-loss")));
    const auto done = restore_store(options, copy, on_loss::accept);
    ASSERT_TRUE(done) << done.failure().detail;
    EXPECT_THAT(done->losses, ElementsAre(HasSubstr(table)));
    EXPECT_EQ(done->erased_again, 1U) << table;
    EXPECT_EQ(done->revoked_again, table == "revoked_logins" ? 0U : 1U) << table;
    EXPECT_EQ(done->passwords_kept, table == "accounts" ? 0U : 1U) << table;
    EXPECT_FALSE(has(*open(), "bob")) << table;
  }
}

TEST_F(restore, a_flipped_bit_in_a_row_revives_nobody) {
  for (const std::string table : {"erased_users", "revoked_logins"}) {
    remove_database(database);
    std::filesystem::remove(folder / "a.db.before-restore");
    std::filesystem::remove(copy);
    std::string text = "the-login";
    {
      const auto store = open();
      auto& people = store->accounts();
      ask(*store, "ann", "r1");
      ASSERT_TRUE(people.add_account({{"bob"}, "bobby", "b@example.org", "h", at(0)}));
      back_up();
      ASSERT_TRUE(people.erase_account({"bob"}, at(5)));
      ASSERT_TRUE(people.revoke_login({"the-login", {"ann"}, at(1'000)}));
      text = table == "erased_users" ? people.name_of_erased({"bob"}) : text;
    }
    flip_bit_in_row_of(database, table, text);
    const auto refused = restore_store(options, copy);
    ASSERT_FALSE(refused) << table;
    EXPECT_THAT(refused.failure().detail, AllOf(HasSubstr(table), HasSubstr("--accept-loss")));
    const auto done = restore_store(options, copy, on_loss::accept);
    ASSERT_TRUE(done) << done.failure().detail;
    EXPECT_THAT(done->losses, ElementsAre(HasSubstr(table)));
    EXPECT_EQ(done->erased_again, 1U) << table;
    const auto store = open();
    EXPECT_FALSE(store->accounts().find_account({"bob"})->has_value()) << table;
    const auto revoked = store->accounts().load_revoked(at(10));
    EXPECT_TRUE(std::any_of(revoked->begin(), revoked->end(), [](const auto& login) {
      return login.login == "the-login";
    })) << table;
  }
}

TEST_F(restore, a_flipped_bit_in_each_table_that_decides_is_a_loss) {
  const std::pair<const char*, const char*> places[] = {{"accounts", "bobby"},
                                                        {"logins", "thelogin"},
                                                        {"reset_codes", "thecode"},
                                                        {"grants", "thefriend"},
                                                        {"invitations", "theinvitation"}};
  for (const auto& [table, text] : places) {
    remove_database(database);
    std::filesystem::remove(copy);
    {
      const auto store = open();
      auto& people = store->accounts();
      back_up();
      ASSERT_TRUE(people.add_account({{"bob"}, "bobby", "b@example.org", "h", at(0)}));
      ASSERT_TRUE(people.save_login({"thelogin", {"bob"}, at(1), at(1), "a", "b"}));
      ASSERT_TRUE(people.add_reset_code({{"bob"}, "thecode", at(1'000)}, at(1)));
      run_sql(
          "INSERT INTO grants VALUES ('bob', 'bob', 'thefriend', 'viewer', 1);"
          "INSERT INTO invitations VALUES ('theinvitation', 'bob', 'bob', 'eve', 'viewer', 1, 2)");
    }
    flip_bit_in_row_of(database, table, text);
    const auto refused = restore_store(options, copy);
    ASSERT_FALSE(refused) << table;
    EXPECT_THAT(refused.failure().detail, HasSubstr(table));
  }
}

}  // namespace
}  // namespace aurawell::net
