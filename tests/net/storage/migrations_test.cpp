#include "net/storage/migrations.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "net/storage/sqlite_connection.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using testing::HasSubstr;

class migrations : public testing::Test {
 protected:
  sqlite_connection open() {
    const auto path = folder_ / "a.db";
    std::ofstream{path, std::ios::app};
    return sqlite_connection::open(path.c_str(), std::chrono::seconds{5}).value();
  }

  test_support::temp_folder folder_;
};

constexpr migration first{1, "CREATE TABLE one (x)"};
constexpr migration second{2, "CREATE TABLE two (x); CREATE INDEX two_x ON two (x)"};

TEST_F(migrations, released_ones_count_from_one) {
  int expected = 1;
  for (const auto& step : released_migrations()) {
    EXPECT_EQ(step.version, expected++);
    EXPECT_THAT(std::string{step.sql}, HasSubstr("TABLE"));
  }
  EXPECT_GT(expected, 1);
}

TEST_F(migrations, run_once_and_leave_their_number) {
  auto connection = open();
  const migration all[] = {first, second};
  ASSERT_TRUE(migrate(connection, all));
  ASSERT_TRUE(migrate(connection, all));
  EXPECT_EQ(*connection.read_integer("PRAGMA user_version"), 2);
}

TEST_F(migrations, continue_where_an_older_release_stopped) {
  auto connection = open();
  const migration old_release[] = {first};
  ASSERT_TRUE(migrate(connection, old_release));
  ASSERT_TRUE(connection.execute("INSERT INTO one VALUES (42)"));
  const migration new_release[] = {first, second};
  ASSERT_TRUE(migrate(connection, new_release));
  EXPECT_EQ(*connection.read_integer("SELECT x FROM one"), 42);
  EXPECT_EQ(*connection.read_integer("SELECT count(*) FROM two"), 0);
}

TEST_F(migrations, a_failing_one_leaves_the_file_at_the_one_before) {
  auto connection = open();
  const migration broken[] = {first, {2, "CREATE TABLE two (x); CREATE TABLE one (x)"}};
  const auto failed = migrate(connection, broken);
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.failure().detail, HasSubstr("migration 2 failed"));
  EXPECT_FALSE(connection.in_transaction());
  EXPECT_EQ(*connection.read_integer("PRAGMA user_version"), 1);
  EXPECT_EQ(*connection.read_integer("SELECT count(*) FROM sqlite_schema WHERE name = 'two'"), 0);

  const migration repaired[] = {first, second};
  EXPECT_TRUE(migrate(connection, repaired));
}

}  // namespace
}  // namespace aurawell::net
