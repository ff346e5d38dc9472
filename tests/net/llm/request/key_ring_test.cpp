#include "net/llm/request/key_ring.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using std::chrono::seconds;

const key_ring::time_point now{seconds{1'000}};

TEST(key_ring, stays_with_a_key_as_long_as_it_works) {
  key_ring keys{3};
  EXPECT_EQ(keys.size(), 3U);
  EXPECT_EQ(keys.take(now), 0U);
  EXPECT_EQ(keys.take(now), 0U);
}

TEST(key_ring, goes_on_to_the_next_when_one_must_rest) {
  key_ring keys{3};
  EXPECT_TRUE(keys.rest(0, now + seconds{10}, now));
  EXPECT_EQ(keys.take(now), 1U);
  EXPECT_TRUE(keys.rest(1, now + seconds{20}, now));
  EXPECT_EQ(keys.take(now), 2U);
  EXPECT_FALSE(keys.rest(2, now + seconds{5}, now));
}

TEST(key_ring, keeps_its_turn_when_a_rested_key_fails_once_more) {
  key_ring keys{3};
  EXPECT_TRUE(keys.rest(0, now + seconds{10}, now));
  // A request that began earlier.
  EXPECT_TRUE(keys.rest(0, now + seconds{10}, now));
  EXPECT_EQ(keys.take(now), 1U);
}

TEST(key_ring, comes_round_to_a_key_that_has_rested) {
  key_ring keys{2};
  EXPECT_TRUE(keys.rest(0, now + seconds{10}, now));
  EXPECT_EQ(keys.take(now + seconds{11}), 1U);
  EXPECT_TRUE(keys.rest(1, now + seconds{30}, now + seconds{11}));
  EXPECT_EQ(keys.take(now + seconds{11}), 0U);
}

TEST(key_ring, takes_the_key_that_is_back_first_when_all_rest) {
  key_ring keys{3};
  keys.rest(0, now + seconds{30}, now);
  keys.rest(1, now + seconds{10}, now);
  EXPECT_FALSE(keys.rest(2, now + seconds{20}, now));
  EXPECT_EQ(keys.take(now), 1U);
  EXPECT_EQ(keys.take(now + seconds{25}), 2U);
}

TEST(key_ring, never_shortens_a_rest) {
  key_ring keys{2};
  keys.rest(0, now + seconds{300}, now);
  keys.rest(0, now + seconds{1}, now);
  EXPECT_FALSE(keys.rest(1, now + seconds{1}, now + seconds{2}));
}

TEST(key_ring, gives_the_turn_away_even_for_a_rest_of_no_time) {
  key_ring keys{2};
  EXPECT_TRUE(keys.rest(0, now, now));
  EXPECT_EQ(keys.take(now), 1U);

  key_ring three{3};
  three.rest(1, now + seconds{10}, now);
  EXPECT_TRUE(three.rest(0, now, now));
  EXPECT_EQ(three.take(now), 2U);
}

TEST(key_ring, has_no_other_key_than_its_only_one) {
  key_ring keys{1};
  EXPECT_FALSE(keys.rest(0, now + seconds{10}, now));
  EXPECT_EQ(keys.take(now), 0U);
  EXPECT_FALSE(keys.rest(0, now, now + seconds{20}));
}

}  // namespace
}  // namespace aurawell::net
