#include "net/storage/upkeep/compact.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/store/make_store.hpp"
#include "tests/net/storage/file_scan.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::files_with;
using test_support::key_of;
using test_support::question;
using testing::HasSubstr;
using testing::IsEmpty;

class compact : public testing::Test {
 protected:
  static void exchange(advice_store& store, const std::string& user, int number) {
    const auto key = key_of(user, user, "c");
    const auto request = "r" + std::to_string(number);
    ASSERT_TRUE(store.save_question(
        question(request, std::string(static_cast<std::size_t>(40 + number % 300), 'q'), key)));
    ASSERT_TRUE(store.save_answer(answer(request, "answered", key)));
  }

  test_support::temp_folder folder;
  store_options options{.url = "sqlite:" + (folder / "a.db").string(), .sync_to_disk = false};
};

/// Leaves a copy, as SQLite does when it moves a row to another page.
void leave_copy_in_unused_place(const std::filesystem::path& database, std::string_view text) {
  std::fstream file{database, std::ios::in | std::ios::out | std::ios::binary};
  const std::string all{std::istreambuf_iterator<char>{file}, {}};
  const auto unused = all.find(std::string(400, '\0'), 8'192);
  ASSERT_NE(unused, std::string::npos);
  file.clear();
  file.seekp(static_cast<std::streamoff>(unused + 100));
  file << text;
}

TEST_F(compact, leaves_no_copy_of_a_removed_row_in_unused_parts_of_pages) {
  {
    const auto store = open_store(options).value();
    for (int i = 0; i < 200; ++i) {
      exchange(*store, "ann", i);
    }
  }
  leave_copy_in_unused_place(folder / "a.db", "m4rk3d");
  ASSERT_FALSE(files_with(folder / "", "m4rk3d").empty());
  ASSERT_TRUE(compact_store(options));
  EXPECT_THAT(files_with(folder / "", "m4rk3d"), IsEmpty());
  const auto store = open_store(options).value();
  EXPECT_EQ(store->load_past({key_of("ann", "ann", "c"), 0})->older, 200U);
}

TEST_F(compact, works_while_the_service_has_the_database_open) {
  const auto store = open_store(options).value();
  exchange(*store, "ann", 1);
  const auto done = compact_store(options);
  EXPECT_TRUE(done) << done.failure().detail;
  exchange(*store, "ann", 2);
  EXPECT_EQ(store->load_past({key_of("ann", "ann", "c")})->exchanges.size(), 2U);
}

TEST_F(compact, says_when_another_program_is_in_the_way) {
  ASSERT_TRUE(open_store(options));
  auto other = sqlite_connection::open((folder / "a.db").c_str(), {}).value();
  ASSERT_TRUE(other.execute("BEGIN IMMEDIATE"));
  options.busy_timeout = std::chrono::milliseconds{1};
  const auto done = compact_store(options);
  ASSERT_FALSE(done);
  EXPECT_THAT(done.failure().detail, HasSubstr("locked"));
}

}  // namespace
}  // namespace aurawell::net
