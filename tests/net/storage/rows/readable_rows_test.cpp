#include "net/storage/rows/readable_rows.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <set>

#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

class readable_rows : public testing::Test {
 protected:
  /// Rows 1, 2, … with a text each, ten of them on a page.
  void fill(int rows) {
    std::ofstream{path};
    auto connection = open();
    ASSERT_TRUE(connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT); BEGIN"));
    const auto add = connection.prepare("INSERT INTO t VALUES (?1, printf('%0380d', ?1))");
    for (int row = 1; row <= rows; ++row) {
      sql_run run{*add, std::int64_t{row}};
      ASSERT_TRUE(run.step());
    }
    ASSERT_TRUE(connection.execute("COMMIT"));
  }

  /// Overwrites the header of a page with rows; pages with rows are numbered from 0.
  void damage(int number) {
    const auto page = open().read_integer(
        ("SELECT pageno FROM dbstat WHERE name = 't' AND pagetype = 'leaf' ORDER BY path LIMIT 1 "
         "OFFSET " +
         std::to_string(number))
            .c_str());
    ASSERT_TRUE(page);
    damaged_.push_back(*page);
  }

  void write_damage() {
    std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
    for (const auto page : damaged_) {
      file.seekp((page - 1) * 4'096);
      file << std::string(8, '\xff');
    }
  }

  sqlite_connection open() { return sqlite_connection::open(path.c_str(), {}).value(); }

  /// Whether everything was read.
  result<bool> read() {
    auto connection = open();
    const std::string sql = "SELECT id, text FROM t WHERE id BETWEEN ?1 AND ?2 ORDER BY id";
    const auto forwards = connection.prepare(sql);
    const auto backwards = connection.prepare(sql + " DESC");
    return read_readable(*forwards, *backwards, [&](const sql_run& row) -> result<void> {
      EXPECT_TRUE(found_.insert(row.integer(0)).second) << "twice: " << row.integer(0);
      return stop_at_ == row.integer(0) ? result<void>{error{ec::internal, "stop"}}
                                        : result<void>{};
    });
  }

  test_support::temp_folder folder;
  const std::filesystem::path path = folder / "a.db";
  std::vector<std::int64_t> damaged_;
  std::set<std::int64_t> found_;
  std::int64_t stop_at_ = 0;
};

TEST_F(readable_rows, are_all_without_damage) {
  fill(1'000);
  EXPECT_TRUE(*read());
  EXPECT_EQ(found_.size(), 1'000U);
}

TEST_F(readable_rows, are_all_but_those_on_damaged_pages) {
  fill(1'000);
  for (const int page : {0, 30, 31, 77}) {
    damage(page);
  }
  write_damage();
  EXPECT_FALSE(*read());
  EXPECT_GE(found_.size(), 1'000U - 4 * 11);
  EXPECT_LE(found_.size(), 1'000U - 4 * 9);
}

TEST_F(readable_rows, are_found_before_a_damaged_end) {
  fill(1'000);
  const auto pages =
      *open().read_integer("SELECT count(*) FROM dbstat WHERE name = 't' AND pagetype = 'leaf'");
  damage(40);
  damage(static_cast<int>(pages) - 1);
  write_damage();
  EXPECT_FALSE(*read());
  EXPECT_GE(found_.size(), 1'000U - 2 * 11);
}

TEST_F(readable_rows, are_none_of_a_table_that_is_lost) {
  fill(1'000);
  damaged_.push_back(*open().read_integer("SELECT rootpage FROM sqlite_schema WHERE name = 't'"));
  write_damage();
  EXPECT_FALSE(*read());
  EXPECT_TRUE(found_.empty());
}

TEST_F(readable_rows, end_with_who_takes_them) {
  fill(100);
  stop_at_ = 7;
  const auto done = read();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.failure().code, ec::internal);
  EXPECT_EQ(found_.size(), 7U);
}

}  // namespace
}  // namespace aurawell::net
