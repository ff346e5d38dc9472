#include "net/storage/store/make_store.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using testing::HasSubstr;

store_options options_at(const std::filesystem::path& path) {
  return {.url = "sqlite:" + path.string()};
}

unsigned mode_of(const std::filesystem::path& path) {
  struct stat found {};
  EXPECT_EQ(::stat(path.c_str(), &found), 0) << path;
  return found.st_mode & 0777U;
}

void run_sql(const std::filesystem::path& path, const char* sql) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(handle);
}

error failure_of(const store_options& options) {
  const auto opened = open_store(options);
  EXPECT_FALSE(opened);
  return opened ? error{} : opened.failure();
}

TEST(make_store, opens_memory_and_sqlite) {
  const test_support::temp_folder folder;
  EXPECT_TRUE(open_store({.url = "memory:"}));
  EXPECT_TRUE(open_store(options_at(folder / "a.db")));
  EXPECT_TRUE(std::filesystem::exists(folder / "a.db"));
}

TEST(make_store, refuses_other_urls_with_an_example) {
  for (const char* url :
       {"", "sqlite", "sqlite:", "sqlite::memory:", "mysql://db", "/var/lib/a.db", "memory"}) {
    const auto failure = failure_of({.url = url});
    EXPECT_EQ(failure.code, ec::bad_configuration) << url;
    EXPECT_THAT(failure.detail, HasSubstr("\"" + std::string{url} + "\"")) << url;
    EXPECT_THAT(failure.detail, HasSubstr("sqlite:data/aurawell.db")) << url;
  }
  EXPECT_EQ(failure_of({.url = std::string{"sqlite:a\0b", 10}}).code, ec::bad_configuration);
}

TEST(make_store, makes_missing_folders_and_files_private) {
  const test_support::temp_folder folder;
  const auto opened = open_store(options_at(folder / "deep/er/a.db"));
  ASSERT_TRUE(opened);
  ASSERT_TRUE((*opened)->save_question(test_support::question("r1", "q")));
  EXPECT_EQ(mode_of(folder / "deep"), 0700U);
  EXPECT_EQ(mode_of(folder / "deep/er"), 0700U);
  EXPECT_EQ(mode_of(folder / "deep/er/a.db"), 0600U);
  EXPECT_EQ(mode_of(folder / "deep/er/a.db-wal"), 0600U);
}

TEST(make_store, a_relative_path_is_below_the_working_folder) {
  const test_support::temp_folder folder;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder / "");
  const bool opened = open_store({.url = "sqlite:file:a.db?mode=memory"}).has_value();
  std::filesystem::current_path(before);
  EXPECT_TRUE(opened);
  EXPECT_TRUE(std::filesystem::exists(folder / "file:a.db?mode=memory"));
}

TEST(make_store, says_which_folder_cannot_be_made) {
  const test_support::temp_folder folder;
  std::ofstream{folder / "file"} << "not a folder";
  const auto failure = failure_of(options_at(folder / "file/below/a.db"));
  EXPECT_EQ(failure.code, ec::database_unreachable);
  EXPECT_THAT(failure.detail, HasSubstr("file/below: Not a directory"));
  EXPECT_THAT(failure.detail, HasSubstr("check storage.url"));
}

TEST(make_store, says_when_the_folder_cannot_be_made) {
  // No user can, not even root.
  const auto failure = failure_of(options_at("/proc/aurawell-test/a.db"));
  EXPECT_EQ(failure.code, ec::database_unreachable);
  EXPECT_THAT(failure.detail, HasSubstr("/proc/aurawell-test"));
}

TEST(make_store, refuses_a_folder_in_the_place_of_the_file) {
  const test_support::temp_folder folder;
  std::filesystem::create_directory(folder / "a.db");
  const auto failure = failure_of(options_at(folder / "a.db"));
  EXPECT_EQ(failure.code, ec::database_unreachable);
  EXPECT_THAT(failure.detail, HasSubstr("unable to open database file"));
}

TEST(make_store, refuses_a_file_that_is_no_database) {
  const test_support::temp_folder folder;
  std::ofstream{folder / "a.db"} << std::string(4096, 'x');
  const auto failure = failure_of(options_at(folder / "a.db"));
  EXPECT_EQ(failure.code, ec::database_unreachable);
  EXPECT_THAT(failure.detail, HasSubstr("file is not a database"));
  EXPECT_THAT(failure.detail, HasSubstr("A damaged database"));
}

TEST(make_store, refuses_a_file_whose_tables_are_damaged) {
  const test_support::temp_folder folder;
  ASSERT_TRUE(open_store(options_at(folder / "a.db")));
  {
    std::fstream file{folder / "a.db", std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(100);
    file << std::string(200, '\xff');
  }
  EXPECT_EQ(failure_of(options_at(folder / "a.db")).code, ec::database_unreachable);
}

TEST(make_store, refuses_the_file_of_a_newer_release) {
  const test_support::temp_folder folder;
  ASSERT_TRUE(open_store(options_at(folder / "a.db")));
  run_sql(folder / "a.db", "PRAGMA user_version = 7001");
  const auto failure = failure_of(options_at(folder / "a.db"));
  EXPECT_EQ(failure.code, ec::bad_configuration);
  EXPECT_THAT(failure.detail, HasSubstr("schema version 7001"));
  EXPECT_THAT(failure.detail, HasSubstr("run the newer release"));
}

TEST(make_store, refuses_another_programs_database) {
  const test_support::temp_folder folder;
  run_sql(folder / "a.db", "CREATE TABLE conversations (x)");
  const auto failure = failure_of(options_at(folder / "a.db"));
  EXPECT_EQ(failure.code, ec::bad_configuration);
  EXPECT_THAT(failure.detail, HasSubstr("another program"));
}

TEST(make_store, an_empty_file_becomes_a_store) {
  const test_support::temp_folder folder;
  std::ofstream{folder / "a.db"};
  EXPECT_TRUE(open_store(options_at(folder / "a.db")));
}

}  // namespace
}  // namespace aurawell::net
