// The real program over PostgreSQL, while one of the two fails.

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <thread>

#include "tests/integration/failure_run.hpp"
#include "tests/integration/service.hpp"
#include "tests/support/postgres_server.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;

constexpr std::uint32_t tokens = 20;

class postgres : public ::testing::Test {
 protected:
  /// Each folder makes a node of its own.
  std::vector<std::string> on(const std::string& node) const {
    return {"storage.spool_dir=" + (folder / node).string()};
  }

  void expect_degraded(const test_program& program, bool expected) {
    EXPECT_TRUE(patiently([&] { return program.degraded() == expected; })) << expected;
  }

  /// Each user's questions are stored in the order in which they were asked.
  void expect_in_order() {
    EXPECT_EQ(server.ask(database, R"sql(
      SELECT count(*) FROM (
        SELECT turn, lag(turn) OVER (PARTITION BY user_id ORDER BY id) AS before FROM (
          SELECT id, user_id, substring(request_id from '[0-9]+$')::integer AS turn
          FROM exchanges) AS turns) AS pairs
      WHERE before >= turn)sql"),
              "0");
  }

  std::string running() {
    return server.ask(database, "SELECT count(*) FROM exchanges WHERE status IS NULL");
  }

  mock::mock_llm upstream{quick_model(tokens)};
  temp_folder folder;
  postgres_server server{{.is_durable = true}};
  std::string database = server.make_database();
  std::string url = server.url(database);
};

TEST_F(postgres, fails_no_request_while_the_server_is_away) {
  test_program program{url, upstream, on("a")};
  ASSERT_NE(program.port(), 0);
  EXPECT_FALSE(program.degraded());
  many_clients people{{program.port(), 100, "before"}};
  ASSERT_TRUE(patiently([&] { return people.answered() >= 100; }));
  server.stop();
  expect_degraded(program, true);
  const auto before = people.answered();
  ASSERT_TRUE(patiently([&] { return people.answered() >= before + 500; }));
  server.start();
  expect_degraded(program, false);
  EXPECT_TRUE(people.finish(test_patience));
  EXPECT_EQ(people.failed(), 0U);
  const auto asked = people.stop();
  EXPECT_EQ(program.stop(), 0);
  expect_kept(url, asked, tokens);
  expect_in_order();
}

TEST_F(postgres, loses_nothing_when_server_and_program_are_killed) {
  std::vector<asked_question> asked;
  {
    test_program program{url, upstream, on("a")};
    ASSERT_NE(program.port(), 0);
    many_clients people{{program.port(), 100, "before"}};
    ASSERT_TRUE(patiently([&] { return people.answered() >= 100; }));
    server.kill();
    expect_degraded(program, true);
    const auto before = people.answered();
    ASSERT_TRUE(patiently([&] { return people.answered() >= before + 300; }));
    program.kill();
    EXPECT_EQ(people.failed(), 0U);
    asked = people.stop();
    server.start();
  }
  test_program program{url, upstream, on("a")};
  ASSERT_NE(program.port(), 0);
  expect_kept(url, asked, tokens);
  expect_in_order();
  EXPECT_EQ(running(), "0");
  EXPECT_FALSE(program.degraded());
  EXPECT_EQ(program.stop(), 0);
}

/// AURAWELL_KILL_ROUNDS and AURAWELL_SEED change the run.
TEST_F(postgres, loses_no_answer_that_a_client_knew_to_be_done) {
  constexpr std::uint32_t members = 200;
  const auto rounds = environment_number("AURAWELL_KILL_ROUNDS", 5);
  const auto seed = environment_number("AURAWELL_SEED", std::random_device{}());
  std::mt19937_64 random{seed};
  std::vector<asked_question> asked;
  std::uint64_t done = 0;
  for (std::uint64_t round = 0; round <= rounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round) + ", AURAWELL_SEED=" + std::to_string(seed));
    test_program program{url, upstream, on("a")};
    ASSERT_NE(program.port(), 0);
    expect_kept(url, asked, tokens);
    ASSERT_EQ(running(), "0");
    if (::testing::Test::HasFailure() || round == rounds) {
      EXPECT_EQ(program.stop(), 0);
      break;
    }
    many_clients people{{program.port(), members, "round" + std::to_string(round)}};
    ASSERT_TRUE(patiently([&] { return people.connected() == members; }));
    std::this_thread::sleep_for(std::chrono::milliseconds{500 + random() % 1'000});
    program.kill();
    asked = people.stop();
    done += people.answered();
  }
  EXPECT_GT(done, 0U) << "no answer was done: nothing was tried";
}

TEST_F(postgres, a_node_that_starts_leaves_the_answers_of_another_alone) {
  mock::mock_llm slow{quick_model(100'000)};
  test_program first{url, slow, on("a")};
  ASSERT_NE(first.port(), 0);
  ws_client client{first.port(), "/ws/chat/u1?lang=en"};
  client.send(R"({"type":"health_chat","data":{"message":"go on"}})");
  while (!::testing::Test::HasFailure() && read_event(client).type() != "chat_stream") {
  }
  ASSERT_TRUE(patiently([&] { return running() == "1"; }));
  {
    test_program second{url, upstream, on("b")};
    ASSERT_NE(second.port(), 0);
    EXPECT_EQ(running(), "1");
    EXPECT_EQ(second.stop(), 0);
  }
  EXPECT_EQ(running(), "1");
  first.kill();
  {
    test_program second{url, upstream, on("b")};
    ASSERT_NE(second.port(), 0);
    EXPECT_EQ(running(), "1") << "only its own node knows that it has ended";
    EXPECT_EQ(second.stop(), 0);
  }
  test_program next{url, upstream, on("a")};
  ASSERT_NE(next.port(), 0);
  EXPECT_EQ(running(), "0");
  EXPECT_EQ(next.stop(), 0);
}

}  // namespace
}  // namespace aurawell
