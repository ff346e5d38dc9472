#include "net/storage/upkeep/verify.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>

#include "domain/ports/account_store.hpp"
#include "net/storage/database/migrations.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/spool/open_spool.hpp"
#include "net/storage/store/make_store.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::question;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class verify : public testing::Test {
 protected:
  verify() {
    options.url = "sqlite:" + database.string();
    options.sync_to_disk = false;
    options.encryption_keys.resize(1);
    const auto store = open_store(options).value();
    for (const auto* name : {"r1", "r2"}) {
      EXPECT_TRUE(store->save_question(question(name, "asked" + std::string(3'000, '.'))));
    }
    EXPECT_TRUE(store->accounts().add_member({{{"u1"}, {"child"}}, "name", "relation", {}}));
  }

  std::vector<std::string> problems() {
    const auto seen = verify_store(database, options);
    EXPECT_TRUE(seen) << seen.failure().detail;
    return seen ? seen->problems : std::vector<std::string>{};
  }

  void run_sql(const char* sql) {
    ASSERT_TRUE(sqlite_connection::open(database.c_str(), {})->execute(sql)) << sql;
  }

  test_support::temp_folder folder;
  const std::filesystem::path database = folder / "a.db";
  store_options options;
};

TEST_F(verify, finds_nothing_in_a_good_database) {
  const auto seen = verify_store(database, options);
  ASSERT_TRUE(seen) << seen.failure().detail;
  EXPECT_THAT(seen->problems, IsEmpty());
  EXPECT_GE(seen->opened, 3U);
}

TEST_F(verify, finds_a_text_that_was_changed) {
  run_sql("UPDATE exchanges SET question = zeroblob(100) WHERE id = 2");
  EXPECT_THAT(problems(), Contains(HasSubstr("exchanges row 2")));
}

TEST_F(verify, finds_that_a_key_is_missing) {
  options.encryption_keys.front().bytes.fill(7);
  EXPECT_THAT(problems(), Contains(HasSubstr("which was not given")));
}

TEST_F(verify, finds_a_row_that_names_no_other) {
  run_sql("PRAGMA foreign_keys = OFF; DELETE FROM conversations");
  EXPECT_THAT(problems(), Contains(HasSubstr("exchanges row")));
}

TEST_F(verify, finds_a_damaged_page) {
  run_sql("PRAGMA wal_checkpoint(TRUNCATE)");
  std::fstream file{database, std::ios::in | std::ios::out | std::ios::binary};
  file.seekp(0, std::ios::end);
  const auto size = static_cast<std::size_t>(file.tellp());
  for (std::size_t page = 1; page < size / 4'096; ++page) {
    file.seekp(static_cast<std::streamoff>(page * 4'096));
    file << std::string(16, '\xaa');
  }
  file.close();
  const auto seen = verify_store(database, options);
  EXPECT_TRUE(!seen || !seen->problems.empty());
}

TEST_F(verify, says_when_a_file_has_an_older_schema) {
  const auto older = folder / "older.db";
  std::ofstream{older};
  {
    auto connection = sqlite_connection::open(older.c_str(), {}).value();
    ASSERT_TRUE(migrate(connection, released_migrations().first(6)));
  }
  const auto seen = verify_store(older, options);
  ASSERT_FALSE(seen);
  EXPECT_EQ(seen.failure().code, ec::bad_configuration);
  EXPECT_THAT(seen.failure().detail, HasSubstr("schema version 6"));
}

TEST_F(verify, says_of_a_file_that_it_cannot_look_at) {
  EXPECT_THAT(verify_store(folder / "none", options).failure().detail, HasSubstr("none"));
  std::ofstream{folder / "text"} << std::string(5'000, 'x');
  EXPECT_FALSE(verify_store(folder / "text", options));
}

/// Runs without the rights of root.
class as_nobody {
 public:
  as_nobody() { EXPECT_TRUE(was_ != 0 || seteuid(65'534) == 0); }
  as_nobody(const as_nobody&) = delete;
  as_nobody& operator=(const as_nobody&) = delete;
  ~as_nobody() { EXPECT_EQ(seteuid(was_), 0); }

 private:
  const uid_t was_ = geteuid();
};

TEST_F(verify, needs_no_right_to_write) {
  const auto place = folder / "a 50% #1?";
  std::filesystem::create_directory(place);
  std::filesystem::copy_file(database, place / "good");
  std::filesystem::copy_file(database, place / "short");
  std::filesystem::resize_file(place / "short", std::filesystem::file_size(database) / 2);
  std::ofstream{place / "text"} << std::string(5'000, 'x');
  for (const auto* name : {"good", "short", "text"}) {
    std::filesystem::permissions(place / name, std::filesystem::perms{0444});
  }
  std::filesystem::permissions(place, std::filesystem::perms{0555});
  std::filesystem::permissions(folder / "", std::filesystem::perms{0711});
  {
    const as_nobody nobody;
    const auto good = verify_store(place / "good", options);
    ASSERT_TRUE(good) << good.failure().detail;
    EXPECT_THAT(good->problems, IsEmpty());
    EXPECT_GE(good->opened, 3U);
    const auto cut = verify_store(place / "short", options);
    EXPECT_TRUE(cut ? !cut->problems.empty()
                    : cut.failure().detail.find("malformed") != std::string::npos)
        << (cut ? "" : cut.failure().detail);
    EXPECT_THAT(verify_store(place / "text", options).failure().detail,
                HasSubstr("not a database"));
  }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator{place}, {}), 3);
  std::filesystem::permissions(place, std::filesystem::perms{0755});
}

TEST_F(verify, sees_what_stands_in_the_log_of_a_running_service) {
  const auto running = open_store(options).value();
  ASSERT_TRUE(running->save_question(question("r9", "in the log")));
  const auto before = std::filesystem::file_size(folder / "a.db-wal");
  const auto seen = verify_store(database, options);
  ASSERT_TRUE(seen) << seen.failure().detail;
  EXPECT_THAT(seen->problems, IsEmpty());
  EXPECT_GE(seen->opened, 4U);
  EXPECT_EQ(std::filesystem::file_size(folder / "a.db-wal"), before);
}

TEST_F(verify, looks_at_a_spool_and_counts_what_waits) {
  {
    const auto spool = open_spool(options).value();
    ASSERT_TRUE(spool->append({question("r3", "waits")}));
  }
  const auto seen = verify_store(folder / "a.db.spool", options);
  ASSERT_TRUE(seen) << seen.failure().detail;
  EXPECT_THAT(seen->problems, IsEmpty());
  EXPECT_EQ(seen->waiting, 1);
}

}  // namespace
}  // namespace aurawell::net
