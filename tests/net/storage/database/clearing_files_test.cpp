#include "net/storage/database/clearing_files.hpp"

#include <gmock/gmock.h>

#include <random>
#include <set>
#include <string>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/sqlite_file.hpp"
#include "tests/net/storage/file_scan.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::files_with;
using testing::IsEmpty;

/// Adds and removes rows of random lengths, so that their pages are split and joined.
class clearing_files : public testing::Test {
 protected:
  void open(const char* set_up) {
    ASSERT_TRUE(make_private_file(path_));
    connection_.emplace(sqlite_connection::open(path_.c_str(), {}).value());
    run(set_up);
    run("PRAGMA secure_delete = ON; PRAGMA synchronous = OFF;"
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, name TEXT, body TEXT);"
        "CREATE INDEX by_name ON notes (name)");
  }

  void run(const std::string& sql) {
    const auto done = connection_->execute(sql.c_str());
    ASSERT_TRUE(done) << sql << ": " << done.failure().detail;
  }

  static std::string name_of(int id) { return "NAME-" + std::to_string(1'000'000 + id) + "-END"; }

  void add(int id) {
    const auto insert = connection_->prepare("INSERT INTO notes VALUES (?1, ?2, ?3)");
    const std::string body(random_() % (random_() % 8 == 0 ? 9'000 : 300), 'b');
    ASSERT_TRUE(run_once(*insert, std::int64_t{id}, name_of(id), body));
    kept_.insert(id);
  }

  void remove(int id) {
    const auto remove = connection_->prepare("DELETE FROM notes WHERE id = ?1");
    ASSERT_TRUE(run_once(*remove, std::int64_t{id}));
    kept_.erase(id);
    removed_.push_back(id);
  }

  /// @param steps Groups of changes, each of one transaction.
  void change_often(int steps) {
    for (int step = 0; step < steps; ++step) {
      run("BEGIN");
      for (int i = 0; i < 40; ++i) {
        const int id = static_cast<int>(random_() % 20'000);
        kept_.contains(id) || random_() % 3 == 0 ? remove(id) : add(id);
      }
      run("COMMIT");
    }
  }

  void expect_sound() {
    EXPECT_EQ(*connection_->read_integer("SELECT count(*) = 1 AND max(integrity_check) = 'ok' "
                                         "FROM pragma_integrity_check"),
              1);
    EXPECT_EQ(*connection_->read_integer("SELECT count(*) FROM notes"),
              static_cast<std::int64_t>(kept_.size()));
    for (const int id : kept_) {
      const auto find = connection_->prepare("SELECT id FROM notes WHERE name = ?1");
      const auto name = name_of(id);
      sql_run row{*find, name};
      ASSERT_TRUE(row.step().value()) << id;
      ASSERT_EQ(row.integer(0), id);
    }
  }

  /// Names of removed rows that any file contains.
  std::vector<std::string> left() {
    std::vector<std::string> found;
    const auto all = test_support::contents_of(folder_ / "");
    for (const int id : removed_) {
      if (!kept_.contains(id) && all.find(name_of(id)) != std::string::npos) {
        found.push_back(name_of(id));
      }
    }
    return found;
  }

  test_support::temp_folder folder_;
  std::filesystem::path path_ = folder_ / "a.db";
  std::optional<sqlite_connection> connection_;
  std::mt19937 random_{4};  // NOLINT(*-msc51-cpp): the same each time
  std::set<int> kept_;
  std::vector<int> removed_;
};

TEST_F(clearing_files, keep_no_copy_of_what_was_removed) {
  open("PRAGMA journal_mode = WAL");
  change_often(150);
  ASSERT_FALSE(removed_.empty());
  ASSERT_TRUE(connection_->empty_log());
  EXPECT_THAT(left(), IsEmpty());
  expect_sound();
}

TEST_F(clearing_files, get_no_copy_back_from_memory) {
  open("PRAGMA journal_mode = WAL; PRAGMA cache_size = -100000; PRAGMA wal_autocheckpoint = 0");
  change_often(150);
  ASSERT_TRUE(connection_->empty_log());
  // The pages are changed once more, and now the log has them.
  run("BEGIN");
  for (const int id : kept_) {
    run("UPDATE notes SET name = 'n' || substr(name, 2) WHERE id = " + std::to_string(id));
    run("UPDATE notes SET name = 'N' || substr(name, 2) WHERE id = " + std::to_string(id));
  }
  run("COMMIT");
  ASSERT_GT(connection_->log_bytes(), 0U);
  EXPECT_THAT(left(), IsEmpty());
  expect_sound();
}

TEST_F(clearing_files, are_sound_when_opened_again) {
  for (const char* mode : {"DELETE", "WAL"}) {
    for (const char* page : {"512", "4096", "65536"}) {
      path_ = folder_ / (std::string{mode} + page);
      kept_.clear();
      removed_.clear();
      open(("PRAGMA page_size = " + std::string{page} + "; PRAGMA journal_mode = " + mode).c_str());
      change_often(40);
      connection_.reset();
      connection_.emplace(sqlite_connection::open(path_.c_str(), {}).value());
      expect_sound();
    }
  }
}

TEST_F(clearing_files, leave_databases_with_auto_vacuum_as_they_are) {
  open("PRAGMA page_size = 2048; PRAGMA auto_vacuum = FULL; PRAGMA journal_mode = WAL");
  change_often(200);
  ASSERT_TRUE(connection_->empty_log());
  connection_.reset();
  connection_.emplace(sqlite_connection::open(path_.c_str(), {}).value());
  expect_sound();
}

}  // namespace
}  // namespace aurawell::net
