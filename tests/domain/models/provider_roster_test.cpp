#include "domain/models/provider_roster.hpp"

#include <gtest/gtest.h>

namespace aurawell {
namespace {

using namespace std::chrono_literals;

constexpr provider_health::time_point first_hour{1h};

TEST(provider_roster, gives_all_who_name_a_provider_the_same_health) {
  provider_roster roster;
  EXPECT_EQ(roster.get_or_add("deepseek", {}), roster.get_or_add("deepseek", {}));
  EXPECT_NE(roster.get_or_add("deepseek", {}), roster.get_or_add("offline", {}));
}

TEST(provider_roster, keeps_what_is_known_when_the_options_change) {
  provider_roster roster;
  const auto health = roster.get_or_add("deepseek", {});
  health->try_begin(first_hour)->failed(first_hour, {ec::upstream_failed, ""});
  breaker_options strict;
  strict.min_requests = 2;
  roster.get_or_add("deepseek", strict);
  EXPECT_EQ(health->status(first_hour).failures, 1U);
  health->try_begin(first_hour)->failed(first_hour, {ec::upstream_failed, ""});
  EXPECT_EQ(health->status(first_hour).breaker, breaker_state::open);
}

TEST(provider_roster, reports_those_that_are_left_by_name) {
  provider_roster roster;
  for (const auto* name : {"vllm", "deepseek", "offline"}) {
    roster.get_or_add(name, {});
  }
  roster.keep_only({"offline", "deepseek"});
  const auto statuses = roster.statuses(first_hour);
  ASSERT_EQ(statuses.size(), 2U);
  EXPECT_EQ(statuses[0].name, "deepseek");
  EXPECT_EQ(statuses[1].name, "offline");
}

}  // namespace
}  // namespace aurawell
