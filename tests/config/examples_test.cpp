// The examples of config/examples load as they stand.
#include <gmock/gmock.h>

#include <filesystem>

#include "config/loading/loader.hpp"

namespace aurawell::config {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const std::filesystem::path examples_folder{AURAWELL_SOURCE_DIR "/config/examples"};

settings example(const char* name) {
  command_line wish;
  wish.config_file = examples_folder / name;
  auto outcome = load_settings(
      wish, {{"DEEPSEEK_API_KEY", "k"}, {"AURAWELL_AUTH_SECRET", std::string(32, 's')}});
  if (const auto* problems = std::get_if<std::vector<problem>>(&outcome)) {
    for (const auto& [origin, message] : *problems) {
      ADD_FAILURE() << origin << ": " << message;
    }
    return {};
  }
  return std::get<loaded_settings>(std::move(outcome)).values;
}

TEST(examples, each_has_a_test) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator{examples_folder}) {
    names.push_back(entry.path().filename());
  }
  EXPECT_THAT(names, UnorderedElementsAre("local-llm.toml", "minimal.toml", "production.toml"));
}

TEST(examples, minimal_loads) {
  EXPECT_EQ(example("minimal.toml").storage.url, "sqlite:data/aurawell.db");
}

TEST(examples, production_loads) {
  const auto values = example("production.toml");
  EXPECT_EQ(values.log.format, log_format::json);
  EXPECT_THAT(values.pools.at("health_chat").providers, ElementsAre("deepseek", "offline"));
  EXPECT_TRUE(values.storage.sync_to_disk);
  EXPECT_THAT(values.server.trusted_proxies, ElementsAre("127.0.0.1"));
  EXPECT_THAT(values.server.host_names, ElementsAre("app.example.com"));
  EXPECT_EQ(values.auth.mode, auth_mode::jwt) << "people take their health for private";
  EXPECT_GT(values.session.max_sessions, values.server.max_connections);
  EXPECT_EQ(values.session.on_expiry, actors::expiry::continue_answers);
  EXPECT_EQ(values.session.messages_per_user, 30U);
}

TEST(examples, local_llm_loads) {
  const auto values = example("local-llm.toml");
  EXPECT_THAT(values.providers.at("local").llm.api_keys, IsEmpty());
  EXPECT_THAT(values.pools.at("general_chat").providers, ElementsAre("local", "offline"));
}

}  // namespace
}  // namespace aurawell::config
