#include "net/storage/upkeep/restore.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "domain/ports/account_store.hpp"
#include "net/storage/database/database_swap.hpp"
#include "net/storage/database/migrations.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/spool/open_spool.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/upkeep/backup.hpp"
#include "net/storage/upkeep/rekey.hpp"
#include "tests/net/storage/file_scan.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using std::chrono::seconds;
using test_support::answer;
using test_support::files_with;
using test_support::key_of;
using test_support::question;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

wall_time at(int second) {
  return wall_time{seconds{1'700'000'000 + second}};
}

encryption_key key_number(unsigned char number) {
  encryption_key key;
  key.bytes.fill(number);
  return key;
}

class restore : public testing::Test {
 protected:
  restore() {
    options.url = "sqlite:" + database.string();
    options.sync_to_disk = false;
    options.encryption_keys = {key_number(1)};
  }

  std::unique_ptr<advice_store> open() { return open_store(options).value(); }

  static void ask(advice_store& store, const char* user, const char* request,
                  wall_time admitted_at = at(0)) {
    auto asked = question(request, std::string{"words of "} + user, key_of(user, user, "c"));
    asked.admitted_at = admitted_at;
    ASSERT_TRUE(store.save_question(asked));
    ASSERT_TRUE(store.save_answer(answer(request, "A", key_of(user, user, "c"))));
  }

  bool has(advice_store& store, const char* user) {
    return !store.load_past({key_of(user, user, "c")})->exchanges.empty();
  }

  void back_up() {
    const auto done = back_up_store(options, copy);
    ASSERT_TRUE(done) << done.failure().detail;
  }

  void run_sql(const char* sql) const {
    ASSERT_TRUE(sqlite_connection::open(database.c_str(), {})->execute(sql)) << sql;
  }

  /// Writes over the head of the table's first page.
  void damage_root_of(const std::string& table) const {
    const auto page =
        sqlite_connection::open(database.c_str(), {})
            ->read_integer(
                ("SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'").c_str());
    std::fstream file{database, std::ios::in | std::ios::out | std::ios::binary};
    file.seekp((*page - 1) * 4'096);
    file << std::string(8, '\xff');
  }

  /// One bit of a row, as a disk may do; the page stays a good page.
  void flip_bit_in_row_of(const std::string& table, const std::string& text) const {
    std::string page(4'096, '\0');
    const auto number =
        sqlite_connection::open(database.c_str(), {})
            ->read_integer(
                ("SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'").c_str());
    std::fstream file{database, std::ios::in | std::ios::out | std::ios::binary};
    const auto start = (*number - 1) * 4'096;
    file.seekg(start);
    file.read(page.data(), 4'096);
    const auto found = page.find(text);
    ASSERT_NE(found, std::string::npos) << text;
    file.seekp(start + static_cast<std::streamoff>(found + text.size() - 1));
    file.put(static_cast<char>(text.back() ^ 1));
  }

  test_support::temp_folder folder;
  const std::filesystem::path database = folder / "a.db";
  const std::filesystem::path copy = folder / "copy.db";
  store_options options;
};

TEST_F(restore, brings_back_what_was_there_and_keeps_the_former_database) {
  {
    const auto store = open();
    ask(*store, "ann", "r1");
    back_up();
    ask(*store, "bob", "r1");
  }
  const auto done = restore_store(options, copy);
  ASSERT_TRUE(done) << done.failure().detail;
  EXPECT_THAT(done->losses, IsEmpty());
  EXPECT_EQ(done->former, folder / "a.db.before-restore");
  const auto store = open();
  EXPECT_TRUE(has(*store, "ann"));
  EXPECT_FALSE(has(*store, "bob"));
  EXPECT_THAT(files_with(folder / "", "words of"), IsEmpty()) << "all of it is sealed";
}

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

TEST_F(restore, goes_on_without_a_database_to_ask_only_when_told_so) {
  {
    const auto store = open();
    ask(*store, "ann", "r1");
    back_up();
  }
  const auto expect_loss = [&](const char* part) {
    const auto refused = restore_store(options, copy);
    ASSERT_FALSE(refused) << part;
    EXPECT_THAT(refused.failure().detail, AllOf(HasSubstr(part), HasSubstr("--accept-loss")));
    const auto done = restore_store(options, copy, on_loss::accept);
    ASSERT_TRUE(done) << done.failure().detail;
    EXPECT_THAT(done->losses, ElementsAre(HasSubstr(part)));
    EXPECT_TRUE(has(*open(), "ann"));
    std::filesystem::remove(done->former);
  };
  remove_database(database);
  expect_loss("missing");
  std::ofstream{database, std::ios::binary} << std::string(9'000, 'x');
  expect_loss("damaged as a whole");
  std::ofstream{database, std::ios::binary | std::ios::trunc};
  expect_loss("holds nothing");
}

TEST_F(restore, takes_no_other_failure_for_an_unknown_past) {
  {
    const auto store = open();
    ask(*store, "ann", "r1");
    back_up();
    ask(*store, "bob", "r1");
  }
  const auto expect_refused = [&](const char* part) {
    const auto done = restore_store(options, copy, on_loss::accept);
    ASSERT_FALSE(done) << part;
    EXPECT_THAT(done.failure().detail, HasSubstr(part));
  };
  {
    auto other = sqlite_connection::open(database.c_str(), {}).value();
    ASSERT_TRUE(
        other.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; "
                      "UPDATE exchanges SET kind = kind"));
    options.busy_timeout = std::chrono::milliseconds{1};
    expect_refused("locked");
    EXPECT_TRUE(std::filesystem::exists(folder / "a.db-wal")) << "it is the other program's";
  }
  run_sql("PRAGMA user_version = 99");
  expect_refused("newer release");
  const auto newest = std::to_string(released_migrations().back().version);
  run_sql(("PRAGMA user_version = " + newest).c_str());
  EXPECT_TRUE(has(*open(), "bob"));
}

TEST_F(restore, needs_the_keys_of_the_present_database) {
  {
    const auto store = open();
    ask(*store, "ann", "r1");
    back_up();
    ASSERT_TRUE(store->accounts().erase_account({"ann"}, at(5)));
  }
  options.encryption_keys = {key_number(2), key_number(1)};
  ASSERT_TRUE(rekey_store(options, [](const rekey_progress&) { return true; }));
  options.encryption_keys = {key_number(1)};
  const auto done = restore_store(options, copy, on_loss::accept);
  ASSERT_FALSE(done);
  EXPECT_THAT(done.failure().detail, HasSubstr("not among the keys"));
}

TEST_F(restore, a_program_that_has_the_database_open_is_in_the_way) {
  {
    const auto store = open();
    ask(*store, "ann", "r1");
    back_up();
  }
  const auto reader = open_store_reader(options).value();
  ASSERT_TRUE(reader->list_exchanges({key_of("ann", "ann", "c")}));
  const auto done = restore_store(options, copy);
  ASSERT_FALSE(done);
  EXPECT_THAT(done.failure().detail, HasSubstr("another program has the present database open"));
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
    damage_root_of(table);
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
    flip_bit_in_row_of(table, text);
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
    flip_bit_in_row_of(table, text);
    const auto refused = restore_store(options, copy);
    ASSERT_FALSE(refused) << table;
    EXPECT_THAT(refused.failure().detail, HasSubstr(table));
  }
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

/// The disk was lost, and the service made an empty database.
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

TEST_F(restore, leaves_an_older_schema_as_it_is) {
  ASSERT_TRUE(open());
  back_up();
  remove_database(database);
  {
    std::ofstream{database};
    auto older = sqlite_connection::open(database.c_str(), {}).value();
    ASSERT_TRUE(migrate(older, released_migrations().first(6)));
    ASSERT_TRUE(older.execute("INSERT INTO revoked_logins VALUES ('ann', 'login', 1800000000000)"));
  }
  const auto done = restore_store(options, copy);
  ASSERT_TRUE(done) << done.failure().detail;
  EXPECT_EQ(done->revoked_again, 1U);
  auto former = sqlite_connection::open(done->former.c_str(), {}).value();
  EXPECT_EQ(*former.read_integer("PRAGMA user_version"), 6);
}

/// Between the log's new name and the database's.
TEST_F(restore, gives_the_log_back_that_a_killed_one_had_moved) {
  {
    const auto store = open();
    ask(*store, "ann", "r1");
  }
  back_up();
  const auto log = folder / "a.db-wal";
  {
    const auto store = open();
    ask(*store, "bob", "r1");
    std::filesystem::copy_file(log, folder / "log");
    std::filesystem::copy_file(database, folder / "file");
  }
  std::filesystem::rename(folder / "file", database);
  const auto former = folder / "a.db.before-restore";
  std::filesystem::create_hard_link(database, former);
  std::filesystem::rename(folder / "log", folder / "a.db.before-restore-wal");
  ASSERT_TRUE(undo_killed_restore(options));
  EXPECT_FALSE(std::filesystem::exists(former));
  EXPECT_TRUE(has(*open(), "bob"));
  const auto done = restore_store(options, copy);
  ASSERT_TRUE(done) << done.failure().detail;
  EXPECT_FALSE(has(*open(), "bob"));
}

TEST_F(restore, keeps_the_former_log_beside_the_former_database) {
  const auto make = [&](const char* name) { std::ofstream{folder / name} << name; };
  make("a.db");
  make("a.db-wal");
  make("copy.db");
  const auto former = swap_database(copy, database);
  ASSERT_TRUE(former) << former.failure().detail;
  EXPECT_THAT(files_with(folder / "", "a.db-wal"), ElementsAre("a.db.before-restore-wal"));
  EXPECT_THAT(files_with(folder / "", "copy.db"), ElementsAre("a.db"));
  EXPECT_FALSE(swap_database(copy, database)) << "there is a former one already";
  EXPECT_THAT(files_with(folder / "", "copy.db"), ElementsAre("a.db"));
}

TEST_F(restore, leaves_no_new_file_behind) {
  ASSERT_TRUE(open());
  back_up();
  remove_database(database);
  const auto files = [&] {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{folder / ""}) {
      names.push_back(entry.path().filename());
    }
    return names;
  };
  ASSERT_FALSE(restore_store(options, copy)) << "the database is missing";
  EXPECT_THAT(files(), ElementsAre("copy.db"));
  ASSERT_TRUE(restore_store(options, copy, on_loss::accept));
  EXPECT_THAT(files(), testing::UnorderedElementsAre("copy.db", "a.db"));
}

TEST_F(restore, says_that_an_earlier_one_was_complete) {
  ASSERT_TRUE(open());
  back_up();
  ASSERT_TRUE(restore_store(options, copy));
  const auto again = restore_store(options, copy);
  ASSERT_FALSE(again);
  EXPECT_THAT(again.failure().detail,
              AllOf(HasSubstr("a.db.before-restore"), HasSubstr("which was complete"),
                    HasSubstr("move it away")));
}

TEST_F(restore, changes_nothing_when_it_fails) {
  {
    const auto store = open();
    ask(*store, "ann", "r1");
    back_up();
    ask(*store, "bob", "r1");
  }
  const auto expect_refused = [&](const char* part) {
    const auto done = restore_store(options, copy);
    ASSERT_FALSE(done);
    EXPECT_THAT(done.failure().detail, HasSubstr(part));
  };
  {
    const auto running = open_spool(options);
    expect_refused("stop the service");
  }
  const auto given = std::exchange(options.encryption_keys, {});
  expect_refused("no key was given");
  options.encryption_keys = given;
  std::filesystem::resize_file(copy, std::filesystem::file_size(copy) - 4'096);
  expect_refused("the present database is as it was");
  std::filesystem::remove(copy);
  std::ofstream{folder / "a.db.restoring"} << "of one that was killed";
  expect_refused("copy.db");
  EXPECT_TRUE(has(*open(), "bob"));
  EXPECT_FALSE(std::filesystem::exists(folder / "a.db.restoring"));
}

}  // namespace
}  // namespace aurawell::net
