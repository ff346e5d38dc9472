#include "domain/prompt/conversation_background.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_store.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;

const wall_time load_time = wall_time{} + 24h * 20'000;
const member_key mother{{"ann"}, {"mother"}};

health::profile aged(int years) {
  health::profile known;
  known.age_years = years;
  return known;
}

class conversation_background_test : public ::testing::Test {
 protected:
  conversation_background load() {
    return load_background(store, {{{{"ann"}, {"mother"}, {"c"}}, 1}, load_time});
  }

  void add(sample_kind kind, double value, std::chrono::hours ago) {
    store.people.samples.push_back({mother, {kind, value, load_time - ago, "watch"}});
  }

  test_support::fake_store store;
};

TEST_F(conversation_background_test, is_the_past_and_what_is_known_of_the_member) {
  store.history = {{"q1", "a1"}, {"q2", "a2"}};
  store.reached = safety_level::urgent;
  store.people.profiles = {{mother, {aged(61), load_time}}};
  add(sample_kind::steps, 100, 5h);
  add(sample_kind::steps, 200, 3h);
  add(sample_kind::mood, 4, 9h);
  const auto found = load();
  EXPECT_EQ(found.past.exchanges, (std::vector<past_exchange>{{"q2", "a2"}}));
  EXPECT_EQ(found.past.older, 1U);
  EXPECT_EQ(found.past.reached, safety_level::urgent);
  EXPECT_EQ(found.profile.values.age_years, 61);
  ASSERT_EQ(found.samples.size(), 2U);
  EXPECT_EQ(found.samples[0].value, 200);
  EXPECT_EQ(found.samples[1].kind, sample_kind::mood);
  EXPECT_FALSE(found.past_failure);
  EXPECT_FALSE(found.person_failure);
}

TEST_F(conversation_background_test, passes_over_what_a_wrong_clock_measured) {
  add(sample_kind::steps, 100, -24h * 365);
  add(sample_kind::steps, 200, 3h);
  ASSERT_EQ(load().samples.size(), 1U);
  EXPECT_EQ(load().samples[0].value, 200);
}

TEST_F(conversation_background_test, of_a_failing_past_still_has_the_person) {
  store.fail_reads = true;
  store.people.profiles = {{mother, {aged(61), load_time}}};
  const auto found = load();
  EXPECT_TRUE(found.past_failure);
  EXPECT_FALSE(found.person_failure);
  EXPECT_EQ(found.profile.values.age_years, 61);
}

TEST_F(conversation_background_test, of_a_failing_person_still_has_the_past) {
  store.people.fail_reads = true;
  store.history = {{"q1", "a1"}};
  const auto found = load();
  EXPECT_FALSE(found.past_failure);
  EXPECT_TRUE(found.person_failure);
  EXPECT_EQ(found.past.exchanges.size(), 1U);
}

}  // namespace
}  // namespace aurawell
