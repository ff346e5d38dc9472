#include "domain/admission/connection_counts.hpp"

#include <gtest/gtest.h>

#include <latch>
#include <thread>
#include <vector>

namespace aurawell {
namespace {

TEST(connection_counts, is_empty_at_first) {
  const connection_counts census;
  EXPECT_EQ(census.now().connections, 0U);
  EXPECT_EQ(census.now().users, 0U);
}

TEST(connection_counts, counts_a_user_with_several_connections_once) {
  connection_counts census;
  census.joined({"ann"});
  census.joined({"ann"});
  census.joined({"bob"});
  EXPECT_EQ(census.now().connections, 3U);
  EXPECT_EQ(census.now().users, 2U);
}

TEST(connection_counts, forgets_a_user_with_the_last_connection) {
  connection_counts census;
  census.joined({"ann"});
  census.joined({"ann"});
  census.left({"ann"});
  EXPECT_EQ(census.now().connections, 1U);
  EXPECT_EQ(census.now().users, 1U);
  census.left({"ann"});
  EXPECT_EQ(census.now().connections, 0U);
  EXPECT_EQ(census.now().users, 0U);
}

TEST(connection_counts, loses_nothing_between_threads) {
  constexpr int threads = 4;
  constexpr int rounds = 20'000;
  connection_counts census;
  std::latch ready{threads};
  std::vector<std::thread> crowd;
  for (int i = 0; i < threads; ++i) {
    crowd.emplace_back([&census, &ready, own = user_id{std::to_string(i)}] {
      const user_id everybody{"shared"};
      ready.arrive_and_wait();
      for (int round = 0; round < rounds; ++round) {
        census.joined(own);
        census.joined(everybody);
        census.left(own);
      }
    });
  }
  for (auto& thread : crowd) {
    thread.join();
  }
  EXPECT_EQ(census.now().connections, static_cast<std::uint32_t>(threads * rounds));
  EXPECT_EQ(census.now().users, 1U);
}

}  // namespace
}  // namespace aurawell
