#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/integration/failure_run.hpp"
#include "tests/integration/service.hpp"
#include "tests/support/postgres_server.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::test_support {

/// The real program over a server that keeps what was committed. The server is one for all tests of
/// the test program; each test has a database.
class postgres_run : public ::testing::Test {
 protected:
  static constexpr std::uint32_t tokens = 20;

  static postgres_server& durable_server() {
    static postgres_server one{{.is_durable = true}};
    return one;
  }

  /// A test that failed may have left it stopped.
  void TearDown() override { server.start(); }

  /// Settings of a node, whose local files are in a folder of its own.
  std::vector<std::string> on(const std::string& node,
                              const std::vector<std::string>& more = {}) const {
    std::vector<std::string> all{"storage.spool_dir=" + (folder / node).string(),
                                 "log.access=false"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  void expect_degraded(const test_program& program, bool expected) const {
    EXPECT_TRUE(patiently([&] { return program.degraded() == expected; })) << expected;
  }

  std::string ask(std::string_view sql) const { return server.ask(database, sql); }
  std::string running() const { return ask("SELECT count(*) FROM exchanges WHERE status IS NULL"); }

  /// Each user's questions are stored in the order in which they were asked.
  void expect_in_order_on_server() const {
    EXPECT_EQ(ask(R"sql(
      SELECT count(*) FROM (
        SELECT turn, lag(turn) OVER (PARTITION BY user_id ORDER BY id) AS before FROM (
          SELECT id, user_id, substring(request_id from '[0-9]+$')::integer AS turn
          FROM exchanges) AS turns) AS pairs
      WHERE before >= turn)sql"),
              "0");
  }

  /// Every row is a question that was asked, and each conversation has counted its answers once.
  void expect_nothing_twice(std::size_t asked) const {
    EXPECT_LE(std::stoull(ask("SELECT count(*) FROM exchanges")), asked);
    EXPECT_EQ(ask(R"sql(
      SELECT count(*) FROM conversations AS c WHERE answered <>
        (SELECT count(*) FROM exchanges WHERE conversation = c.id AND status IS NOT NULL
         AND answer <> ''))sql"),
              "0");
  }

  mock::mock_llm upstream{quick_model(tokens)};
  temp_folder folder;
  postgres_server& server = durable_server();
  std::string database = server.make_database();
  std::string url = server.url(database);
};

}  // namespace aurawell::test_support
