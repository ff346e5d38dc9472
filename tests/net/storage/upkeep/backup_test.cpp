#include "net/storage/upkeep/backup.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "net/storage/database/database_swap.hpp"
#include "net/storage/database/held_file.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/upkeep/verify.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::question;
using testing::HasSubstr;
using testing::IsEmpty;

class backup : public testing::Test {
 protected:
  store_options of(const std::filesystem::path& file) const {
    store_options options;
    options.url = "sqlite:" + file.string();
    options.sync_to_disk = false;
    options.encryption_keys.resize(1);
    return options;
  }

  std::size_t exchanges_in(const std::filesystem::path& file) const {
    const auto store = open_store(of(file)).value();
    return store->load_past({key_of(), 10'000, 1 << 30})->exchanges.size();
  }

  test_support::temp_folder folder;
  const std::filesystem::path database = folder / "a.db";
  const std::filesystem::path copy = folder / "copy.db";
};

TEST_F(backup, is_private_whole_and_sound) {
  {
    const auto store = open_store(of(database)).value();
    ASSERT_TRUE(store->save_question(question("r1", "a")));
    ASSERT_TRUE(store->save_answer(answer("r1", "b")));
    const auto done = back_up_store(of(database), copy);
    ASSERT_TRUE(done) << done.failure().detail;
  }
  struct stat facts {};
  ASSERT_EQ(stat(copy.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
  EXPECT_FALSE(std::filesystem::exists(folder / "copy.db.part"));
  const auto seen = verify_store(copy, of(copy));
  ASSERT_TRUE(seen) << seen.failure().detail;
  EXPECT_THAT(seen->problems, IsEmpty());
  EXPECT_EQ(exchanges_in(copy), 1U);
}

/// Each answer is written with its question in one transaction, so a copy has both or neither.
TEST_F(backup, ends_while_the_service_writes_and_is_of_one_moment) {
  const auto store = open_store(of(database)).value();
  std::atomic<bool> stop{false};
  std::atomic<int> written{0};
  std::thread writer{[&] {
    while (!stop && written < 20'000) {
      const auto name = "r" + std::to_string(written);
      EXPECT_TRUE(store->begin());
      EXPECT_TRUE(store->save_question(question(name, std::string(500, 'q'))));
      EXPECT_TRUE(store->save_answer(answer(name, std::string(2'000, 'a'))));
      EXPECT_TRUE(store->commit());
      ++written;
    }
  }};
  while (written < 300) {
    std::this_thread::yield();
  }
  const int before = written;
  const auto done = back_up_store(of(database), copy);
  const int after = written;
  stop = true;
  writer.join();
  ASSERT_TRUE(done) << done.failure().detail;
  EXPECT_GT(after, before) << "nobody wrote meanwhile";
  auto connection = sqlite_connection::open(copy.c_str(), {}).value();
  EXPECT_EQ(*connection.read_integer("SELECT count(*) FROM exchanges WHERE status IS NULL"), 0);
  const auto rows = *connection.read_integer("SELECT count(*) FROM exchanges");
  EXPECT_GE(rows, before);
  EXPECT_LE(rows, after);
}

TEST_F(backup, takes_no_name_that_is_there) {
  ASSERT_TRUE(open_store(of(database)));
  std::ofstream{copy} << "precious";
  const auto done = back_up_store(of(database), copy);
  ASSERT_FALSE(done);
  EXPECT_THAT(done.failure().detail, HasSubstr("there already"));
  EXPECT_EQ(std::filesystem::file_size(copy), 8U);
}

TEST_F(backup, takes_no_name_of_the_database_itself) {
  ASSERT_TRUE(open_store(of(database)));
  std::filesystem::create_symlink(database, folder / "link.db");
  auto linked = of(folder / "link.db");
  linked.spool_dir = folder / "spools";
  std::filesystem::create_directory(folder / "spools");
  for (const auto& [options, name] : {
           std::pair{of(database), "a.db-journal"},
           {of(database), "a.db-wal"},
           {of(database), "a.db-shm"},
           {of(database), "a.db.spool"},
           {of(database), "spools/../a.db.spool-wal"},
           {of(database), "a.db.spool.damaged"},
           {of(database), "a.db.before-restore"},
           {of(database), "a.db.restoring"},
           {of(database), "a.db.pseudonym-key"},
           {linked, "a.db-wal"},
           {linked, "link.db.restoring"},
           {linked, "spools/link.db.spool"},
       }) {
    const auto done = back_up_store(options, folder / name);
    ASSERT_FALSE(done) << name;
    EXPECT_THAT(done.failure().detail, HasSubstr("the database's own")) << name;
    EXPECT_FALSE(std::filesystem::exists(folder / name)) << name;
  }
  EXPECT_TRUE(back_up_store(of(database), folder / "a.db.backup"));
  EXPECT_TRUE(back_up_store(of(database), folder / "spools/a.db-wal")) << "another folder";
}

TEST_F(backup, is_made_by_one_program_at_a_time) {
  ASSERT_TRUE(open_store(of(database)));
  std::ofstream{folder / "copy.db.part"} << "of one that was killed";
  {
    const auto other = held_file::open(folder / "copy.db.part");
    const auto refused = back_up_store(of(database), copy);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.failure().detail, HasSubstr("in use by another process"));
    EXPECT_TRUE(std::filesystem::exists(folder / "copy.db.part")) << "it is the other one's";
  }
  EXPECT_TRUE(back_up_store(of(database), copy));
  EXPECT_FALSE(std::filesystem::exists(folder / "copy.db.part"));
  EXPECT_THAT(verify_store(copy, of(copy))->problems, IsEmpty());
}

TEST_F(backup, takes_no_name_that_appears_meanwhile) {
  const auto part = folder / "copy.db.part";
  std::ofstream{part} << "of the backup";
  std::ofstream{copy} << "precious";
  EXPECT_FALSE(rename_to_new(part, copy));
  EXPECT_EQ(std::filesystem::file_size(copy), 8U);
  std::filesystem::remove(copy);
  EXPECT_TRUE(rename_to_new(part, copy));
  EXPECT_EQ(std::filesystem::file_size(copy), 13U);
  EXPECT_FALSE(std::filesystem::exists(part));
}

TEST_F(backup, leaves_nothing_when_it_fails) {
  EXPECT_FALSE(back_up_store(of(database), copy)) << "there is no database";
  ASSERT_TRUE(open_store(of(database)));
  const auto done = back_up_store(of(database), folder / "nowhere/copy.db");
  ASSERT_FALSE(done);
  EXPECT_THAT(done.failure().detail, HasSubstr("nowhere/copy.db"));
  auto memory = of(database);
  memory.url = "memory:";
  EXPECT_FALSE(back_up_store(memory, copy));
  EXPECT_FALSE(std::filesystem::exists(copy));
  EXPECT_FALSE(std::filesystem::exists(folder / "copy.db.part"));
}

}  // namespace
}  // namespace aurawell::net
