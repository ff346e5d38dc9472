#include "config/loading/reload.hpp"

#include <gmock/gmock.h>

namespace aurawell::config {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST(reload, finds_no_change_between_equal_settings) {
  EXPECT_THAT(changes_between({}, {}), IsEmpty());
}

TEST(reload, names_what_changed_from_what_to_what_and_when_it_counts) {
  settings next;
  next.server.port = 9000;
  next.session.max_inflight = 7;
  next.pools.at("health_chat").workers = 64;
  next.pools.at("general_chat").queue_timeout = 90s;
  next.log.level = log_level::debug;
  EXPECT_THAT(changes_between({}, next),
              UnorderedElementsAre(
                  setting_change{"server.port", "8000", "9000", takes_effect::after_restart},
                  setting_change{"session.max_inflight", "4", "7", takes_effect::new_sessions},
                  setting_change{"pools.health_chat.workers", "4", "64", takes_effect::at_once},
                  setting_change{"pools.general_chat.queue_timeout", R"("30s")", R"("90s")",
                                 takes_effect::at_once},
                  setting_change{"log.level", R"("info")", R"("debug")", takes_effect::at_once}));
}

TEST(reload, names_providers_that_come_and_go) {
  settings before;
  before.providers["old"];
  settings next;
  next.providers["new"];
  EXPECT_THAT(
      changes_between(before, next),
      UnorderedElementsAre(setting_change{"providers.old", "", "removed", takes_effect::at_once},
                           setting_change{"providers.new", "", "added", takes_effect::at_once}));
}

TEST(reload, never_shows_a_secret) {
  settings next;
  next.providers.at("deepseek").llm.api_keys = {"sk-very-secret"};
  EXPECT_THAT(changes_between({}, next),
              ElementsAre(setting_change{"providers.deepseek.api_key", "", "changed, not shown",
                                         takes_effect::at_once}));
}

TEST(reload, does_not_compare_what_the_kind_of_provider_does_not_look_at) {
  settings next;
  next.providers.at("deepseek").offline.tokens_per_second = 7;
  EXPECT_THAT(changes_between({}, next), IsEmpty());
}

TEST(reload, knows_a_provider_that_stayed_the_same) {
  settings next;
  next.providers.at("offline").stream.token_timeout = 1s;
  EXPECT_TRUE(same_provider("deepseek", {}, next));
  EXPECT_FALSE(same_provider("offline", {}, next));
}

TEST(reload, keeps_what_needs_a_restart_and_takes_the_rest) {
  settings wanted;
  wanted.server.port = 9000;
  wanted.server.heartbeat_interval = 99s;
  wanted.session.heartbeat_interval = 99s;
  wanted.session.resume_window = 5s;
  wanted.server.max_connections = 5;
  wanted.providers["new"].llm.model = "m";
  wanted.pools.at("health_chat").providers = {"new"};
  const auto next = without_restart({}, wanted);
  EXPECT_THAT(changes_between(next, wanted),
              UnorderedElementsAre(
                  setting_change{"server.port", "8000", "9000", takes_effect::after_restart},
                  setting_change{"session.heartbeat_interval", R"("25s")", R"("99s")",
                                 takes_effect::after_restart}));
  EXPECT_EQ(next.session.heartbeat_interval, settings{}.session.heartbeat_interval);
}

TEST(reload, keeps_the_mode_and_takes_the_keys) {
  settings current;
  current.auth.mode = auth_mode::jwt;
  current.session.creates_unknown_members = false;
  settings wanted;
  wanted.auth.tokens.operators = {"ann"};
  wanted.auth.tokens.secret = "very-secret";
  const auto next = without_restart(current, wanted);
  EXPECT_EQ(next.auth.mode, auth_mode::jwt);
  EXPECT_FALSE(next.session.creates_unknown_members);
  EXPECT_EQ(next.auth.tokens.operators, wanted.auth.tokens.operators);
  EXPECT_THAT(changes_between(current, wanted),
              UnorderedElementsAre(
                  setting_change{"auth.mode", R"("jwt")", R"("open")", takes_effect::after_restart},
                  setting_change{"auth.operators", R"([])", R"(["ann"])", takes_effect::at_once},
                  setting_change{"auth.secret", "", "changed, not shown", takes_effect::at_once}));
}

TEST(reload, compares_all_of_a_provider_that_becomes_another_kind) {
  settings before;
  before.providers["x"].kind = provider_kind::offline;
  settings next;
  next.providers["x"].kind = provider_kind::openai;
  next.providers["x"].llm.base_url = "http://127.0.0.1:1/v1";
  const auto changes = changes_between(before, next);
  EXPECT_THAT(changes,
              testing::Contains(testing::Field(&setting_change::key, "providers.x.base_url")));
}

TEST(reload, keeps_the_origin_of_what_it_keeps) {
  loaded_settings current{{}, {{"server.port", "--set server.port"}, {"log.level", "a.toml:1:1"}}};
  current.values.server.port = 7000;
  loaded_settings wanted{{}, {{"server.host", "b.toml:1:1"}, {"log.format", "b.toml:2:1"}}};
  wanted.values.server.host = "::1";
  const auto adopted = without_restart(current, wanted);
  EXPECT_EQ(adopted.values.server.port, 7000);
  EXPECT_EQ(adopted.values.server.host, "127.0.0.1");
  EXPECT_EQ(adopted.origins,
            (std::map<std::string, std::string>{{"server.port", "--set server.port"},
                                                {"log.format", "b.toml:2:1"}}));
}

}  // namespace
}  // namespace aurawell::config
