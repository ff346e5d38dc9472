#include "config/loading/loader.hpp"

#include <gmock/gmock.h>
#include <stdlib.h>

#include "tests/config/loading.hpp"

namespace aurawell::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::chrono_literals;
using texts = std::vector<std::string>;

TEST(loader, without_anything_gives_the_defaults) {
  const auto outcome = load_settings({}, {});
  ASSERT_EQ(outcome.index(), 0u);
  const auto& [values, origins, file] = std::get<0>(outcome);
  EXPECT_EQ(file.assignments, 0U);
  EXPECT_THAT(origins, IsEmpty());
  EXPECT_EQ(values.server.port, net::server_options{}.port);
  EXPECT_EQ(values.pools.at("health_chat").providers, texts{"offline"});
  EXPECT_EQ(values.pools.at("general_chat").providers, texts{"offline"});
  EXPECT_EQ(values.providers.at("deepseek").kind, provider_kind::openai);
  EXPECT_EQ(values.providers.at("deepseek").api_key_env, "DEEPSEEK_API_KEY");
  EXPECT_EQ(values.providers.at("offline").kind, provider_kind::offline);
}

TEST(loader, later_layers_win) {
  const std::string file = "[server]\nport = 1001\nmax_connections = 11\nio_threads = 3";
  const environment variables{{"AURAWELL_SERVER__PORT", "1002"},
                              {"AURAWELL_SERVER__MAX_CONNECTIONS", "12"}};
  const loading all{file, variables, {"server.port=1003", "server.port=1004"}};
  ASSERT_THAT(all.problems(), IsEmpty());
  EXPECT_EQ(all.values().server.port, 1004);
  EXPECT_EQ(all.values().server.max_connections, 12u);
  EXPECT_EQ(all.values().server.io_threads, 3u);
  EXPECT_EQ(all.origin("server.port"), "--set server.port");
  EXPECT_EQ(all.origin("server.max_connections"), "environment AURAWELL_SERVER__MAX_CONNECTIONS");
  EXPECT_EQ(all.origin("server.io_threads"), "aurawell.toml:4:1");
  EXPECT_EQ(all.origin("server.host"), "");
}

TEST(loader, reads_every_type_from_a_file) {
  const loading all{R"(
    auth.allow_open_anywhere = true
    log = { level = "debug", format = "json" }
    [server]
    allowed_origins = ["https://a.example", "*"]
    drain_timeout = "2m"
    max_message_bytes = "128KiB"
    max_body_bytes = 70000
    [pools.health_chat]
    temperature = 1
    model = "m"
    [pools.general_chat]
    temperature = 0.25
    history_bytes = 0
    [storage]
    sync_to_disk = false)"};
  ASSERT_THAT(all.problems(), IsEmpty());
  const auto& values = all.values();
  EXPECT_TRUE(values.auth.allow_open_anywhere);
  EXPECT_EQ(values.log.level, log_level::debug);
  EXPECT_EQ(values.log.format, log_format::json);
  EXPECT_EQ(values.server.allowed_origins, (texts{"https://a.example", "*"}));
  EXPECT_EQ(values.server.drain_timeout, 2min);
  EXPECT_EQ(values.server.max_message_bytes, 128u * 1024);
  EXPECT_EQ(values.server.max_body_bytes, 70'000u);
  EXPECT_EQ(values.pools.at("health_chat").temperature, 1.0);
  EXPECT_EQ(values.pools.at("health_chat").model, "m");
  EXPECT_EQ(values.pools.at("general_chat").temperature, 0.25);
  EXPECT_EQ(values.pools.at("general_chat").history_bytes, 0u);
  EXPECT_FALSE(values.storage.sync_to_disk);
}

TEST(loader, reads_every_type_from_the_environment) {
  const loading all{"",
                    {{"AURAWELL_SERVER__ALLOWED_ORIGINS", " https://a.example , * "},
                     {"AURAWELL_SERVER__DRAIN_TIMEOUT", "250ms"},
                     {"AURAWELL_SERVER__MAX_MESSAGE_BYTES", "128KiB"},
                     {"AURAWELL_SERVER__MAX_BODY_BYTES", "70000"},
                     {"AURAWELL_POOLS__HEALTH_CHAT__TEMPERATURE", "0.5"},
                     {"AURAWELL_POOLS__HEALTH_CHAT__WORKERS", "8"},
                     {"AURAWELL_STORAGE__SYNC_TO_DISK", "false"},
                     {"AURAWELL_LOG__LEVEL", "warn"},
                     {"PATH", "/bin"},
                     {"AURAWELL_HOME", "/srv"}}};
  ASSERT_THAT(all.problems(), IsEmpty());
  const auto& values = all.values();
  EXPECT_EQ(values.server.allowed_origins, (texts{"https://a.example", "*"}));
  EXPECT_EQ(values.server.drain_timeout, 250ms);
  EXPECT_EQ(values.server.max_message_bytes, 128u * 1024);
  EXPECT_EQ(values.server.max_body_bytes, 70'000u);
  EXPECT_EQ(values.pools.at("health_chat").temperature, 0.5);
  EXPECT_EQ(values.pools.at("health_chat").workers, 8u);
  EXPECT_EQ(values.pools.at("general_chat").workers, actors::pool_options{}.workers);
  EXPECT_FALSE(values.storage.sync_to_disk);
  EXPECT_EQ(values.log.level, log_level::warn);
}

TEST(loader, heartbeat_interval_feeds_both_sides) {
  const loading exact{"", {}, {"session.heartbeat_interval=40s"}};
  EXPECT_EQ(exact.values().server.heartbeat_interval, 40s);
  EXPECT_EQ(exact.values().session.heartbeat_interval, 40s);
  const loading odd{"", {}, {"session.heartbeat_interval=10500ms"}};
  EXPECT_EQ(odd.values().server.heartbeat_interval, 10500ms);
  EXPECT_EQ(odd.values().session.heartbeat_interval, 11s);
}

TEST(loader, one_variable_may_hold_several_keys) {
  const loading all{"", {{"DEEPSEEK_API_KEY", " sk-1 ,sk-2,, sk-3"}}};
  ASSERT_THAT(all.problems(), IsEmpty());
  EXPECT_EQ(all.values().providers.at("deepseek").llm.api_keys, (texts{"sk-1", "sk-2", "sk-3"}));
  const loading none{"", {{"DEEPSEEK_API_KEY", " , "}}};
  EXPECT_THAT(none.values().providers.at("deepseek").llm.api_keys, IsEmpty());
  EXPECT_THAT(none.values().pools.at("health_chat").providers, ElementsAre("offline"));
}

TEST(loader, a_key_in_the_environment_puts_deepseek_first) {
  const loading all{"", {{"DEEPSEEK_API_KEY", "sk-1"}}};
  ASSERT_THAT(all.problems(), IsEmpty());
  EXPECT_EQ(all.values().pools.at("health_chat").providers, (texts{"deepseek", "offline"}));
  EXPECT_EQ(all.values().pools.at("general_chat").providers, (texts{"deepseek", "offline"}));
  EXPECT_EQ(all.values().providers.at("deepseek").llm.api_keys, texts{"sk-1"});
  EXPECT_EQ(all.origin("pools.health_chat.providers"), "follows from environment DEEPSEEK_API_KEY");
}

TEST(loader, an_empty_key_is_no_key) {
  const loading all{"", {{"DEEPSEEK_API_KEY", ""}}};
  EXPECT_EQ(all.values().pools.at("health_chat").providers, texts{"offline"});
}

TEST(loader, a_base_url_from_any_layer_puts_deepseek_first) {
  const std::string url = "http://127.0.0.1:9/v1";
  for (const auto& all :
       {std::make_shared<loading>("[providers.deepseek]\nbase_url = \"" + url + "\""),
        std::make_shared<loading>("", environment{{"AURAWELL_PROVIDERS__DEEPSEEK__BASE_URL", url}}),
        std::make_shared<loading>("", environment{},
                                  texts{"providers.deepseek.base_url=" + url})}) {
    ASSERT_THAT(all->problems(), IsEmpty());
    EXPECT_EQ(all->values().pools.at("health_chat").providers, (texts{"deepseek", "offline"}));
    EXPECT_EQ(all->values().providers.at("deepseek").llm.base_url, url);
  }
}

TEST(loader, providers_that_were_set_stay) {
  const loading all{"[pools.health_chat]\nproviders = [\"offline\"]", {{"DEEPSEEK_API_KEY", "k"}}};
  EXPECT_EQ(all.values().pools.at("health_chat").providers, texts{"offline"});
  EXPECT_EQ(all.values().pools.at("general_chat").providers, (texts{"deepseek", "offline"}));
}

TEST(loader, takes_a_key_from_the_variable_that_is_named) {
  const loading all{"[providers.deepseek]\napi_key_env = \"OTHER\"",
                    {{"DEEPSEEK_API_KEY", "wrong"}, {"OTHER", "right"}}};
  EXPECT_EQ(all.values().providers.at("deepseek").llm.api_keys, texts{"right"});
}

TEST(loader, a_table_makes_a_provider) {
  const loading all{"",
                    {{"AURAWELL_PROVIDERS__MY_LLM__BASE_URL", "http://127.0.0.1:1/v1"}},
                    {"providers.my_llm.model=m", "pools.health_chat.providers=my_llm,offline"}};
  ASSERT_THAT(all.problems(), IsEmpty());
  EXPECT_EQ(all.values().providers.at("my_llm").llm.model, "m");
  EXPECT_EQ(all.values().providers.at("my_llm").api_key_env, "");
}

TEST(loader, a_group_of_keys_is_a_table_or_has_dots) {
  const loading all{
      "[providers.a]\nkind = \"offline\"\nbreaker.probes = 3\n"
      "[providers.deepseek.breaker]\nwindow = \"1m\"",
      {{"AURAWELL_PROVIDERS__DEEPSEEK__BREAKER__FAILURE_RATIO", "0.9"}},
      {"providers.offline.breaker.open_for=20s"}};
  ASSERT_THAT(all.problems(), IsEmpty());
  const auto breaker = [&](const char* name) {
    return all.values().providers.at(name).stream.breaker;
  };
  EXPECT_EQ(breaker("a").probes, 3U);
  EXPECT_EQ(breaker("deepseek").window, std::chrono::minutes{1});
  EXPECT_EQ(breaker("deepseek").failure_ratio, 0.9);
  EXPECT_EQ(breaker("offline").open_for, std::chrono::seconds{20});
}

TEST(loader, lists_every_problem_of_every_layer_at_once) {
  const loading all{
      R"(prot = 1
[server]
port = 70000
hots = "x"
[serverr]
a = 1
[pools.health_chat]
providers = ["deepsek"]
)",
      {{"AURAWELL_LOG__LEVEL", "loud"}, {"AURAWELL_SERVER_PORT", "1"}},
      {"foo", "auth.mode=jtw"}};
  EXPECT_THAT(
      all.problems(),
      ElementsAre(
          "aurawell.toml:1:1: prot: unknown key; did you mean \"server.port\"?",
          "aurawell.toml:3:1: server.port: 70000 is out of range; allowed is 0 to 65535",
          "aurawell.toml:4:1: server.hots: unknown key; did you mean \"server.host\"?",
          "aurawell.toml:5:2: serverr: unknown table; did you mean \"server\"?",
          "environment AURAWELL_LOG__LEVEL: log.level: must be \"trace\", \"debug\", \"info\", "
          "\"warn\", \"error\" or \"off\", found \"loud\"",
          "environment AURAWELL_SERVER_PORT: is no setting; did you mean AURAWELL_SERVER__PORT, "
          "with two underscores?",
          "--set foo: write key=value, for example --set server.port=8080",
          "--set auth.mode: auth.mode: must be \"open\" or \"jwt\", found \"jtw\"",
          "aurawell.toml:8:1: pools.health_chat.providers: there is no provider \"deepsek\"; did "
          "you mean \"deepseek\"?"));
}

TEST(loader, an_overridden_mistake_is_still_a_mistake) {
  const loading all{"[server]\nport = \"x\"", {}, {"server.port=80"}};
  EXPECT_THAT(all.problems(),
              ElementsAre("aurawell.toml:2:1: server.port: must be a whole number, found \"x\""));
}

struct unknown_key {
  const char* file;
  const char* complaint;
};

class loader_unknown : public testing::TestWithParam<unknown_key> {};

TEST_P(loader_unknown, is_named) {
  EXPECT_THAT(loading{GetParam().file}.problems(), ElementsAre(GetParam().complaint));
}

INSTANTIATE_TEST_SUITE_P(
    all, loader_unknown,
    testing::Values(
        unknown_key{"[pools.helth_chat]\nworkers = 1",
                    "aurawell.toml:2:1: pools.helth_chat.workers: unknown key; did you mean "
                    "\"pools.health_chat.workers\"?"},
        unknown_key{"[providers.Mine]\nkind = \"offline\"",
                    "aurawell.toml:2:1: providers.Mine.kind: a provider's name is made of "
                    "lower-case letters, digits and single underscores"},
        unknown_key{"[providers.a__b]\nkind = \"offline\"",
                    "aurawell.toml:2:1: providers.a__b.kind: a provider's name is made of "
                    "lower-case letters, digits and single underscores"},
        unknown_key{"[providers.a]\nfoo = 1", "aurawell.toml:2:1: providers.a.foo: unknown key"},
        unknown_key{"[providers.deepseek.braker]\nwindow = \"1m\"",
                    "aurawell.toml:1:21: providers.deepseek.braker: unknown table; did you mean "
                    "\"providers.deepseek.breaker\"?"},
        unknown_key{"[providers.deepseek.breaker]\nwindo = \"1m\"",
                    "aurawell.toml:2:1: providers.deepseek.breaker.windo: unknown key; did you "
                    "mean \"providers.deepseek.breaker.window\"?"},
        unknown_key{"[server.port]\nx = 1",
                    "aurawell.toml:1:9: server.port: must be a whole number, found a table"},
        unknown_key{"server = 5", "aurawell.toml:1:1: server: unknown key"},
        unknown_key{"[server]\nheartbeat_interval = \"1s\"",
                    "aurawell.toml:2:1: server.heartbeat_interval: unknown key; did you mean "
                    "\"session.heartbeat_interval\"?"},
        unknown_key{"[server]\n\"\" = 1", "aurawell.toml:2:1: server.: unknown key"},
        unknown_key{"[[server]]\nport = 1", "aurawell.toml:1:3: server: unknown key"},
        unknown_key{"[providers.deepseek]\napi_key = \"sk-secret\"",
                    "aurawell.toml:2:1: providers.deepseek.api_key: is a secret and never written "
                    "down here: put it into an environment variable and its name into "
                    "providers.deepseek.api_key_env"},
        unknown_key{"[auth]\nsecret = \"s\"",
                    "aurawell.toml:2:1: auth.secret: is a secret and never written down here: put "
                    "it into an environment variable and its name into auth.secret_env"}));

TEST(loader, takes_the_secret_from_the_variable_that_is_named) {
  const std::string secret(32, 's');
  const loading usual{"", {{"AURAWELL_AUTH_SECRET", secret}}};
  ASSERT_TRUE(usual.loaded());
  EXPECT_EQ(usual.values().auth.tokens.secret, secret);
  EXPECT_EQ(usual.origin("auth.secret"), "environment AURAWELL_AUTH_SECRET");
  const loading other{"[auth]\nsecret_env = \"MINE\"", {{"MINE", secret}}};
  EXPECT_EQ(other.values().auth.tokens.secret, secret);
  const loading none{"", {{"AURAWELL_AUTH_SECRET", ""}}};
  EXPECT_EQ(none.values().auth.tokens.secret, "");
  EXPECT_EQ(none.origin("auth.secret"), "");
}

TEST(loader, refuses_a_secret_from_every_layer_without_repeating_it) {
  const loading all{"",
                    {{"AURAWELL_PROVIDERS__DEEPSEEK__API_KEY", "sk-secret"}},
                    {"providers.deepseek.api_key=sk-secret"}};
  ASSERT_EQ(all.problems().size(), 2u);
  for (const auto& line : all.problems()) {
    EXPECT_THAT(line, HasSubstr("is a secret"));
    EXPECT_THAT(line, testing::Not(HasSubstr("sk-secret")));
  }
}

TEST(loader, says_where_the_file_breaks_the_grammar) {
  EXPECT_THAT(loading{"[server]\nport = 1\nport = 2"}.problems(),
              ElementsAre(HasSubstr("aurawell.toml:3:8: ")));
  EXPECT_THAT(loading{"[server\n"}.problems(), ElementsAre(HasSubstr("aurawell.toml:1:8: ")));
  EXPECT_THAT(loading{"a = \"\xff\""}.problems(), ElementsAre(HasSubstr("aurawell.toml:1:")));
}

// In a program with assertions, toml++ aborts on these texts.
TEST(loader, says_where_a_table_has_no_name_to_read) {
  for (const auto& file : {std::string{"[$x]"}, std::string{"[[$x]]"}, std::string{"[\0]", 3}}) {
    const loading broken{file};
    ASSERT_EQ(broken.problems().size(), 1U) << file;
    EXPECT_THAT(broken.problems().front(), HasSubstr("aurawell.toml:1:"));
  }
}

// toml++ does not expect such a character in a place where a blank is allowed.
TEST(loader, says_where_a_name_is_not_ascii) {
  for (const std::string name :
       {"\u00E9", "\uFEBF", "\u4E2D\u6587", "\u00B5x", "\u3001", "\U0001F600"}) {
    for (const auto& file :
         {name + " = 1", "[server]\n" + name + "t0\nx", "[server]\nport = " + name}) {
      const loading broken{file};
      ASSERT_EQ(broken.problems().size(), 1U) << file;
      EXPECT_THAT(broken.problems().front(), HasSubstr("aurawell.toml:")) << file;
    }
  }
}

TEST(loader, refuses_a_file_that_is_missing_a_folder_or_far_too_long) {
  const test_support::temp_folder folder;
  command_line wish;
  const auto only_problem = [&](const std::string& path) {
    wish.config_file = path;
    const auto outcome = load_settings(wish, {});
    const auto* problems = std::get_if<std::vector<problem>>(&outcome);
    return problems != nullptr && problems->size() == 1 ? problems->front() : problem{};
  };
  const auto missing = (folder / "none.toml").string();
  EXPECT_EQ(only_problem(missing), (problem{missing, "cannot be read: No such file or directory"}));
  const auto directory = (folder / "").string();
  EXPECT_EQ(only_problem(directory), (problem{directory, "cannot be read: Is a directory"}));
  const auto large = (folder / "large.toml").string();
  std::ofstream{large} << std::string(1024 * 1024 + 1, '#');
  EXPECT_EQ(only_problem(large),
            (problem{large, "is longer than 1 MiB: this is no settings file"}));
}

TEST(loader, the_process_environment_is_a_map_of_names) {
  ASSERT_EQ(::setenv("AURAWELL_TEST_VARIABLE", "a=b", 1), 0);
  EXPECT_EQ(process_environment().at("AURAWELL_TEST_VARIABLE"), "a=b");
  ::unsetenv("AURAWELL_TEST_VARIABLE");
}

}  // namespace
}  // namespace aurawell::config
