// The real program over PostgreSQL, while the server is away in one of many ways. Nobody notices:
// the spool takes the writes.

#include <gmock/gmock.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "tests/integration/postgres_run.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/small_disk.hpp"
#include "tests/support/private_file.hpp"
#include "tests/support/server_user.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using testing::HasSubstr;
using testing::Not;

class postgres_outage_run : public postgres_run {
 protected:
  /// 100 clients ask before, while and after the database is away: no request fails, and all is
  /// stored.
  void survive(const std::function<void()>& leave, const std::function<void()>& come_back) {
    test_program program{url, upstream, on("a", {"storage.postgres.statement_timeout=2s"})};
    ASSERT_NE(program.port(), 0);
    EXPECT_FALSE(program.degraded());
    many_clients people{{program.port(), 100, "before"}};
    ASSERT_TRUE(patiently([&] { return people.answered() >= 100; }));
    leave();
    expect_degraded(program, true);
    const auto before = people.answered();
    EXPECT_TRUE(patiently([&] { return people.answered() >= before + 300; }));
    come_back();
    expect_degraded(program, false);
    EXPECT_TRUE(people.finish(test_patience));
    EXPECT_EQ(people.failed(), 0U);
    const auto asked = people.stop();
    EXPECT_EQ(program.stop(), 0);
    EXPECT_TRUE(program.logged("store.degraded"));
    expect_kept(url, asked, tokens);
    expect_in_order_on_server();
    expect_nothing_twice(asked.size());
  }
};

TEST_F(postgres_outage_run, with_a_server_that_was_stopped) {
  survive([&] { server.stop(); }, [&] { server.start(); });
}

TEST_F(postgres_outage_run, with_a_server_that_stands_still) {
  survive([&] { server.freeze(); }, [&] { server.go_on(); });
}

TEST_F(postgres_outage_run, with_a_database_that_is_read_only) {
  survive(
      [&] {
        server.run("postgres",
                   "ALTER DATABASE " + database + " SET default_transaction_read_only = on");
        server.run("postgres",
                   "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" +
                       database + "'");
      },
      [&] {
        server.run("postgres",
                   "ALTER DATABASE " + database + " RESET default_transaction_read_only");
      });
}

TEST_F(postgres_outage_run, with_a_disk_that_is_full) {
  std::filesystem::permissions(folder / ".", std::filesystem::perms{0711});
  const small_disk disk{folder / "disk", "40m"};
  if (!disk.mounted()) {
    GTEST_SKIP() << "only root can mount a small disk";
  }
  give_to_server_user(folder / "disk");
  std::filesystem::create_directory(folder / "disk/space");
  give_to_server_user(folder / "disk/space");
  server.run("postgres",
             "CREATE TABLESPACE small LOCATION '" + (folder / "disk/space").string() + "'");
  server.run("postgres", "ALTER DATABASE " + database + " SET TABLESPACE small");
  survive([&] { disk.fill(); }, [&] { disk.empty(); });
  server.run("postgres", "DROP DATABASE " + database);
  server.run("postgres", "DROP TABLESPACE small");
}

/// Only a synchronous standby has everything that was confirmed.
TEST_F(postgres_outage_run, with_a_server_whose_standby_takes_over) {
  postgres_server primary{
      {.is_durable = true, .settings = {"wal_level=replica", "max_wal_senders=4"}}};
  database = primary.make_database();
  std::optional<postgres_server> standby;
  standby.emplace(postgres_setup{.is_durable = true, .primary = primary.port()});
  primary.run("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'");
  primary.run("postgres", "SELECT pg_reload_conf()");
  const auto port = [](const postgres_server& one) { return std::to_string(one.port()); };
  url = "postgresql://test@127.0.0.1:" + port(primary) + ",127.0.0.1:" + port(*standby) + "/" +
        database;
  test_program program{url, upstream, on("a", {"storage.postgres.statement_timeout=2s"})};
  ASSERT_NE(program.port(), 0);
  many_clients people{{program.port(), 100, "before"}};
  ASSERT_TRUE(patiently([&] { return people.answered() >= 100; }));
  primary.kill();
  expect_degraded(program, true);
  standby->run("postgres", "SELECT pg_promote()");
  expect_degraded(program, false);
  const auto before = people.answered();
  EXPECT_TRUE(patiently([&] { return people.answered() >= before + 300; }));
  EXPECT_TRUE(people.finish(test_patience));
  EXPECT_EQ(people.failed(), 0U);
  const auto asked = people.stop();
  EXPECT_EQ(program.stop(), 0);
  expect_kept(url, asked, tokens);
}

class postgres_start : public postgres_run {
 protected:
  /// Returns its log.
  std::string fail_to_start(const std::string& with, int exit_code = 1) {
    std::vector<std::string> arguments{"serve"};
    for (const auto& setting :
         on("a", {"storage.url=" + with, "server.port=0", "admin.enabled=false"})) {
      arguments.insert(arguments.end(), {"--set", setting});
    }
    running_program program{arguments};
    EXPECT_EQ(program.port(), 0);
    EXPECT_EQ(program.wait(), exit_code);
    std::string log;
    for (const auto& line : program.whole_log()) {
      log += line + "\n";
    }
    return log;
  }
};

TEST_F(postgres_start, fails_with_the_reason_while_the_server_is_away) {
  server.stop();
  const auto log = fail_to_start(url);
  server.start();
  EXPECT_THAT(log, HasSubstr("cannot open the database postgresql://test@127.0.0.1"));
  EXPECT_THAT(log, HasSubstr("Connection refused"));
  EXPECT_THAT(log, HasSubstr("check storage.url"));
}

TEST_F(postgres_start, fails_while_the_server_says_nothing) {
  server.freeze();
  const auto log = fail_to_start(url + "?connect_timeout=2");
  server.go_on();
  EXPECT_THAT(log, HasSubstr("cannot open the database"));
  EXPECT_THAT(log, HasSubstr("timeout expired"));
}

TEST_F(postgres_start, fails_with_a_schema_of_a_newer_release) {
  { test_program program{url, upstream, on("a")}; }
  server.run(database, "UPDATE aurawell_schema SET version = 999");
  const auto log = fail_to_start(url);
  EXPECT_THAT(log, HasSubstr("schema version 999"));
  EXPECT_THAT(log, HasSubstr("run the newer release"));
}

TEST_F(postgres_start, fails_with_nonsense_and_shows_no_password) {
  for (const auto* nonsense :
       {"postgresql://u:s3cret@127.0.0.1/db", "postgresql://127.0.0.1/db?password=s3cret",
        "postgresql://u:s3cret@[::1/db", "postgresql://u:s3cret@127.0.0.1:port/db", "postgresql://",
        "mysql://u@127.0.0.1/db"}) {
    constexpr int bad_settings = 2;
    const auto log = fail_to_start(nonsense, bad_settings);
    EXPECT_THAT(log, HasSubstr("storage.url")) << nonsense;
    EXPECT_THAT(log, Not(HasSubstr("s3cret"))) << nonsense;
  }
}

}  // namespace
}  // namespace aurawell
