// The stored data after the program is killed at any moment.

#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <random>
#include <thread>

#include "tests/integration/failure_run.hpp"
#include "tests/integration/service.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;

/// AURAWELL_KILL_ROUNDS and AURAWELL_SEED change the run.
TEST(kill, loses_no_answer_that_a_client_knew_to_be_done) {
  constexpr std::uint32_t members = 1'000;
  constexpr std::uint32_t tokens = 40;
  const auto rounds = environment_number("AURAWELL_KILL_ROUNDS", 50);
  const auto seed = environment_number("AURAWELL_SEED", std::random_device{}());
  std::cout << rounds << " rounds, AURAWELL_SEED=" << seed << std::endl;
  std::mt19937_64 random{seed};
  mock::mock_llm upstream{quick_model(tokens)};
  temp_folder folder;
  const auto database = (folder / "test.db").string();
  std::vector<asked_question> asked;
  std::uint64_t done = 0;
  for (std::uint64_t round = 0; round <= rounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    test_program program{database, upstream};
    ASSERT_NE(program.port(), 0);
    expect_kept(database, asked, tokens);
    {
      raw_database raw{database};
      ASSERT_EQ(raw.text("PRAGMA integrity_check"), "ok");
      ASSERT_EQ(raw.text("SELECT count(*) FROM exchanges WHERE status IS NULL"), "0");
    }
    if (::testing::Test::HasFailure() || round == rounds) {
      EXPECT_EQ(program.stop(), 0);
      break;
    }
    many_clients people{{program.port(), members, "round" + std::to_string(round)}};
    ASSERT_TRUE(patiently([&] { return people.connected() == members; }))
        << people.connected() << " are connected, " << people.lost() << " were dropped";
    std::this_thread::sleep_for(std::chrono::milliseconds{random() % 1'500});
    program.kill();
    asked = people.stop();
    done += people.answered();
  }
  std::cout << done << " answers were done" << std::endl;
  EXPECT_GT(done, 0U) << "no answer was done: nothing was tried";
}

}  // namespace
}  // namespace aurawell
