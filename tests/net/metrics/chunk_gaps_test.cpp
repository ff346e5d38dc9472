#include "net/metrics/chunk_gaps.hpp"

#include <gtest/gtest.h>
#include <prometheus/histogram.h>

#include <map>
#include <thread>
#include <vector>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

class chunk_gaps_test : public ::testing::Test {
 protected:
  std::uint64_t count_of(const std::string& provider) {
    gaps.drain();
    const auto found = made.find(provider);
    return found == made.end() ? 0 : found->second.Collect().histogram.sample_count;
  }

  std::map<std::string, prometheus::Histogram, std::less<>> made;
  chunk_gaps gaps{[this](std::string_view provider) -> prometheus::Histogram& {
    return made.try_emplace(std::string{provider}, model_buckets.bounds_in_seconds()).first->second;
  }};
};

TEST_F(chunk_gaps_test, count_each_provider_apart) {
  gaps.observe("a", 1ms);
  gaps.observe("b", 1ms);
  gaps.observe("a", 1ms);
  EXPECT_EQ(count_of("a"), 2U);
  EXPECT_EQ(count_of("b"), 1U);
}

TEST_F(chunk_gaps_test, put_providers_past_their_number_together) {
  for (int i = 0; i < 100; ++i) {
    gaps.observe("p" + std::to_string(i), 1ms);
  }
  EXPECT_EQ(made.size(), 33U);
  EXPECT_EQ(count_of("p31"), 1U);
  EXPECT_EQ(count_of("other"), 68U);
}

TEST_F(chunk_gaps_test, make_a_provider_once_for_all_threads) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([this] {
      for (int i = 0; i < 2'000; ++i) {
        gaps.observe("p" + std::to_string(i % 50), 1ms);
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  std::uint64_t all = 0;
  for (const auto& entry : made) {
    all += count_of(entry.first);
  }
  EXPECT_EQ(made.size(), 33U);
  EXPECT_EQ(all, 8'000U);
}

}  // namespace
}  // namespace aurawell::net
