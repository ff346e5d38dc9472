#include "config/log/log_filter.hpp"

#include <gtest/gtest.h>

namespace aurawell::config {
namespace {

using logging::level;

TEST(log_filter, passes_the_level_and_what_is_more_serious) {
  log_filter filter;
  filter.adopt({.level = log_level::warn});
  EXPECT_FALSE(filter.passes(level::info, "store.recovered"));
  EXPECT_TRUE(filter.passes(level::warn, "store.degraded"));
  EXPECT_TRUE(filter.passes(level::error, "store.degraded"));
}

TEST(log_filter, prefers_the_level_of_the_component) {
  log_filter filter;
  filter.adopt({.level = log_level::info, .levels = {"store=debug", "provider=off", "wrong"}});
  EXPECT_TRUE(filter.passes(level::debug, "store.recovered"));
  EXPECT_FALSE(filter.passes(level::error, "provider.failed"));
  EXPECT_FALSE(filter.passes(level::debug, "request.asked"));
  EXPECT_TRUE(filter.passes(level::info, "request.asked"));
  EXPECT_TRUE(filter.passes(level::info, "unknown.event"));
}

TEST(log_filter, leaves_out_access_lines) {
  log_filter filter;
  filter.adopt({.levels = {"access=debug"}, .access = false});
  EXPECT_FALSE(filter.passes(level::info, "access.request"));
  EXPECT_TRUE(filter.passes(level::info, "request.failed"));
  filter.adopt({});
  EXPECT_TRUE(filter.passes(level::info, "access.request"));
}

TEST(log_filter, forgets_the_former_levels) {
  log_filter filter;
  filter.adopt({.levels = {"store=off"}});
  filter.adopt({.level = log_level::info});
  EXPECT_TRUE(filter.passes(level::info, "store.recovered"));
}

TEST(log_filter, changes_the_level_of_components_without_one_of_their_own) {
  log_filter filter;
  filter.adopt({.level = log_level::info, .levels = {"store=error"}, .access = false});
  filter.set_level(log_level::debug);
  EXPECT_EQ(filter.level(), log_level::debug);
  EXPECT_TRUE(filter.passes(level::debug, "request.asked"));
  EXPECT_TRUE(filter.passes(level::debug, "unknown.event"));
  EXPECT_FALSE(filter.passes(level::warn, "store.degraded"));
  EXPECT_FALSE(filter.passes(level::error, "access.request"));
}

TEST(log_filter, adopts_the_level_of_the_settings_again) {
  log_filter filter;
  filter.adopt({.level = log_level::info});
  filter.set_level(log_level::off);
  EXPECT_FALSE(filter.passes(level::error, "request.failed"));
  filter.adopt({.level = log_level::info});
  EXPECT_EQ(filter.level(), log_level::info);
  EXPECT_TRUE(filter.passes(level::info, "request.failed"));
}

}  // namespace
}  // namespace aurawell::config
