// Answers while the database cannot be written.

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/integration/failure_run.hpp"
#include "tests/integration/service.hpp"
#include "tests/integration/small_disk.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using std::chrono::seconds;

constexpr std::uint32_t outage_tokens = 20;

class outage_test : public ::testing::Test {
 protected:
  void expect_degraded(const test_program& program, bool expected) {
    EXPECT_TRUE(patiently([&] { return program.degraded() == expected; })) << expected;
  }

  /// A commit by another program invalidates the program's cached pages.
  void damage_database() const {
    raw_database other{database};
    other.run("BEGIN IMMEDIATE; UPDATE conversations SET created_at = created_at + 1");
    for (const auto* suffix : {"", "-wal"}) {
      std::fstream file{database + suffix, std::ios::in | std::ios::out | std::ios::binary};
      file << std::string(std::filesystem::file_size(database + suffix), '\xaa');
    }
    other.run("COMMIT");
  }

  mock::mock_llm upstream{quick_model(outage_tokens)};
  temp_folder folder;
  std::string database = (folder / "test.db").string();
};

/// AURAWELL_OUTAGE_SECONDS changes the duration.
TEST_F(outage_test, fails_no_request_while_the_database_is_locked) {
  const seconds outage{environment_number("AURAWELL_OUTAGE_SECONDS", 60)};
  test_program program{database, upstream};
  ASSERT_NE(program.port(), 0);
  EXPECT_FALSE(program.degraded());
  many_clients people{{program.port(), 100, "before"}};
  ASSERT_TRUE(patiently([&] { return people.answered() >= 100; }));
  {
    raw_database other{database};
    other.run("BEGIN EXCLUSIVE");
    expect_degraded(program, true);
    const auto before = people.answered();
    std::this_thread::sleep_for(outage);
    EXPECT_GT(people.answered(), before);
    EXPECT_TRUE(program.degraded());
    other.run("ROLLBACK");
  }
  expect_degraded(program, false);
  EXPECT_TRUE(people.finish(test_patience));
  EXPECT_EQ(people.failed(), 0U);
  const auto asked = people.stop();
  EXPECT_EQ(program.stop(), 0);
  expect_kept(database, asked, outage_tokens);
  expect_in_order(database);
  raw_database spool{database + ".spool"};
  EXPECT_EQ(spool.text("SELECT count(*) FROM waiting_writes"), "0") << "something stayed behind";
}

TEST_F(outage_test, loses_nothing_when_it_is_killed_in_the_middle) {
  std::vector<asked_question> asked;
  {
    test_program program{database, upstream};
    ASSERT_NE(program.port(), 0);
    many_clients people{{program.port(), 100, "before"}};
    ASSERT_TRUE(patiently([&] { return people.answered() >= 100; }));
    raw_database other{database};
    other.run("BEGIN EXCLUSIVE");
    expect_degraded(program, true);
    const auto before = people.answered();
    ASSERT_TRUE(patiently([&] { return people.answered() >= before + 500; }));
    program.kill();
    EXPECT_EQ(people.failed(), 0U);
    asked = people.stop();
    other.run("ROLLBACK");
  }
  test_program program{database, upstream};
  ASSERT_NE(program.port(), 0);
  expect_kept(database, asked, outage_tokens);
  expect_in_order(database);
  EXPECT_FALSE(program.degraded());
  EXPECT_EQ(program.stop(), 0);
}

TEST_F(outage_test, fails_no_request_while_the_disk_is_full) {
  const small_disk disk{folder / "disk"};
  if (!disk.mounted()) {
    GTEST_SKIP() << "only root can mount a small disk";
  }
  database = (folder / "disk/test.db").string();
  test_program program{database, upstream, {"storage.spool_bytes=4MiB"}};
  ASSERT_NE(program.port(), 0);
  many_clients people{{program.port(), 50, "before"}};
  ASSERT_TRUE(patiently([&] { return people.answered() >= 50; }));
  disk.fill();
  expect_degraded(program, true);
  const auto before = people.answered();
  ASSERT_TRUE(patiently([&] { return people.answered() >= before + 500; }));
  disk.empty();
  expect_degraded(program, false);
  EXPECT_TRUE(people.finish(test_patience));
  EXPECT_EQ(people.failed(), 0U);
  const auto asked = people.stop();
  EXPECT_EQ(program.stop(), 0);
  expect_kept(database, asked, outage_tokens);
  expect_in_order(database);
}

TEST_F(outage_test, refuses_clearly_when_the_spool_is_full_too) {
  std::vector<asked_question> asked;
  {
    test_program program{database, upstream, {"storage.spool_bytes=64KiB"}};
    ASSERT_NE(program.port(), 0);
    many_clients people{{program.port(), 50, "before"}};
    ASSERT_TRUE(patiently([&] { return people.answered() >= 50; }));
    raw_database other{database};
    other.run("BEGIN EXCLUSIVE");
    ASSERT_TRUE(patiently([&] { return people.failed() >= 50; }));
    other.run("ROLLBACK");
    expect_degraded(program, false);
    const auto before = people.answered();
    EXPECT_TRUE(patiently([&] { return people.answered() >= before + 100; }));
    asked = people.stop();
    EXPECT_EQ(program.stop(), 0);
    EXPECT_TRUE(program.logged("storage.spool_bytes"));
  }
  // An answer that could not be stored gets its end at the next start.
  test_program next{database, upstream};
  ASSERT_NE(next.port(), 0);
  expect_kept(database, asked, outage_tokens);
}

TEST_F(outage_test, survives_a_file_that_is_damaged_under_it) {
  {
    test_program program{database, upstream};
    ASSERT_NE(program.port(), 0);
    many_clients people{{program.port(), 20, "before"}};
    ASSERT_TRUE(patiently([&] { return people.answered() >= 100; }));
    damage_database();
    ASSERT_TRUE(patiently([&] { return program.degraded(); }));
    const auto before = people.answered();
    EXPECT_TRUE(patiently([&] { return people.answered() >= before + 100; }));
    people.stop();
    EXPECT_EQ(program.stop(), 0);
    EXPECT_TRUE(program.logged("store.degraded"));
  }
  running_program next{{"serve", "--set", "storage.url=sqlite:" + database, "--set",
                        "server.port=0", "--set", "admin.port=0"}};
  EXPECT_TRUE(next.log_line("cannot open the database " + database));
  EXPECT_EQ(next.wait(), 1);
}

}  // namespace
}  // namespace aurawell
