#include "domain/admission/jitter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace aurawell {
namespace {

using namespace std::chrono_literals;

TEST(jitter, stays_between_its_factors_and_uses_all_that_is_between) {
  jitter chance{7};
  auto least = 1h + 0ms;
  auto most = 0ms;
  for (int i = 0; i < 1'000; ++i) {
    const auto pause = chance.stretch(1'000ms, 0.8, 1.2);
    least = std::min(least, pause);
    most = std::max(most, pause);
  }
  EXPECT_GE(least, 800ms);
  EXPECT_LT(least, 820ms);
  EXPECT_LE(most, 1'200ms);
  EXPECT_GT(most, 1'180ms);
}

TEST(jitter, differs_between_neighbouring_seeds) {
  std::set<std::chrono::milliseconds> pauses;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    pauses.insert(jitter{seed}.stretch(1h, 0.8, 1.2));
  }
  EXPECT_GT(pauses.size(), 95U);
  EXPECT_GT(*pauses.rbegin() - *pauses.begin(), 1h * 3 / 10);
}

TEST(jitter, repeats_itself_with_the_same_seed_only) {
  const auto first_of = [](std::uint64_t seed) { return jitter{seed}.stretch(1h, 0.8, 1.2); };
  EXPECT_EQ(first_of(7), first_of(7));
  EXPECT_NE(first_of(7), first_of(8));
  EXPECT_NE(first_of(7), first_of(std::uint64_t{7} << 40));
}

}  // namespace
}  // namespace aurawell
