#include "net/storage/upkeep/restore.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "domain/ports/account_store.hpp"
#include "net/storage/database/database_swap.hpp"
#include "net/storage/database/migrations.hpp"
#include "net/storage/database/process_register.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/spool/open_spool.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/upkeep/rekey.hpp"
#include "tests/net/storage/file_scan.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/net/storage/upkeep/restore_fixture.hpp"

namespace aurawell::net {
namespace {

using test_support::files_with;
using test_support::key_of;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

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

/// Killed after the log was renamed and before the database was.
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
    const auto running = process_register::enter(database);
    expect_refused("stop the service");
  }
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
