// The real program over PostgreSQL: one of the two is killed at any moment.

#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <memory>
#include <random>
#include <thread>

#include "tests/integration/postgres_run.hpp"

namespace aurawell {
namespace {

using namespace test_support;

class postgres_kill : public postgres_run {
 protected:
  void sleep_up_to(std::uint64_t milliseconds) {
    std::this_thread::sleep_for(std::chrono::milliseconds{random() % milliseconds});
  }

  std::unique_ptr<many_clients> let_ask(const test_program& program) {
    auto people = std::make_unique<many_clients>(
        many_clients_options{program.port(), members, "round" + std::to_string(++groups)});
    EXPECT_TRUE(patiently([&] { return people->connected() == members; }));
    return people;
  }

  /// The program runs on without it: no request fails.
  void kill_the_server(const test_program& program) {
    const auto people = let_ask(program);
    sleep_up_to(1'000);
    server.kill();
    sleep_up_to(1'000);
    server.start();
    expect_degraded(program, false);
    EXPECT_TRUE(people->finish(test_patience));
    EXPECT_EQ(people->failed(), 0U);
    done += people->answered();
    note(people->stop());
    expect_kept(url, last, tokens);
  }

  void kill_the_program(std::unique_ptr<test_program>& program) {
    const auto people = let_ask(*program);
    sleep_up_to(1'500);
    program->kill();
    note(people->stop());
    done += people->answered();
    program = std::make_unique<test_program>(url, upstream, on("a"));
    ASSERT_NE(program->port(), 0);
    expect_kept(url, last, tokens);
    ASSERT_EQ(running(), "0");
  }

  void note(std::vector<asked_question> more) {
    last = std::move(more);
    asked += last.size();
  }

  static constexpr std::uint32_t members = 150;
  std::uint64_t seed = environment_number("AURAWELL_SEED", std::random_device{}());
  std::mt19937_64 random{seed};
  int groups = 0;
  std::uint64_t done = 0;
  std::size_t asked = 0;
  std::vector<asked_question> last;
};

/// AURAWELL_KILL_ROUNDS and AURAWELL_SEED change the run.
TEST_F(postgres_kill, loses_no_answer_that_a_client_knew_to_be_done) {
  const auto rounds = environment_number("AURAWELL_KILL_ROUNDS", 25);
  std::cout << rounds << " rounds, AURAWELL_SEED=" << seed << std::endl;
  auto program = std::make_unique<test_program>(url, upstream, on("a"));
  ASSERT_NE(program->port(), 0);
  for (std::uint64_t round = 0; round < rounds && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round) + ", AURAWELL_SEED=" + std::to_string(seed));
    kill_the_server(*program);
    kill_the_program(program);
  }
  EXPECT_EQ(program->stop(), 0);
  expect_nothing_twice(asked);
  expect_in_order_on_server();
  std::cout << done << " answers were done" << std::endl;
  EXPECT_GT(done, rounds) << "no answer was done: nothing was tried";
}

TEST_F(postgres_kill, of_both_loses_nothing) {
  std::vector<asked_question> before;
  {
    test_program program{url, upstream, on("a")};
    ASSERT_NE(program.port(), 0);
    many_clients people{{program.port(), 100, "before"}};
    ASSERT_TRUE(patiently([&] { return people.answered() >= 100; }));
    server.kill();
    expect_degraded(program, true);
    const auto answered = people.answered();
    ASSERT_TRUE(patiently([&] { return people.answered() >= answered + 300; }));
    program.kill();
    EXPECT_EQ(people.failed(), 0U);
    before = people.stop();
    server.start();
  }
  test_program program{url, upstream, on("a")};
  ASSERT_NE(program.port(), 0);
  expect_kept(url, before, tokens);
  expect_in_order_on_server();
  EXPECT_EQ(running(), "0");
  EXPECT_FALSE(program.degraded());
  EXPECT_EQ(program.stop(), 0);
}

TEST_F(postgres_kill, of_one_node_leaves_its_answers_to_its_next_process) {
  mock::mock_llm slow{quick_model(100'000)};
  test_program first{url, slow, on("a")};
  ASSERT_NE(first.port(), 0);
  ws_client client{first.port(), "/ws/chat/u1?lang=en"};
  client.send(R"({"type":"health_chat","data":{"message":"go on"}})");
  while (!HasFailure() && read_event(client).type() != "chat_stream") {
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
