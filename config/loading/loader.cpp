#include "config/loading/loader.hpp"

#include <unistd.h>

#include <chrono>
#include <optional>
#include <utility>

#include "config/loading/layering.hpp"
#include "config/loading/storage_keys.hpp"
#include "config/loading/validate.hpp"
#include "config/settings/options.hpp"
#include "config/settings/toml_file.hpp"
#include "config/settings/value_text.hpp"
#include "config/settings/values.hpp"
#include "net/address/lower_ascii.hpp"

namespace aurawell::config {
namespace {

constexpr std::string_view variable_prefix = "AURAWELL_";
constexpr std::string_view pools_prefix = "pools.";
constexpr std::string_view providers_prefix = "providers.";

/// "SERVER__PORT" becomes "server.port".
std::string key_in_variable(std::string_view name) {
  std::string key = net::lower_ascii(name);
  for (auto at = key.find("__"); at != std::string::npos; at = key.find("__", at)) {
    key.replace(at, 2, ".");
  }
  return key;
}

/// The intended variable when one underscore was written in place of two.
std::optional<std::string> meant_variable(const std::string& name, const settings& in) {
  for (const auto& key : known_keys(in)) {
    auto once = environment_name(key);
    for (auto at = once.find("__"); at != std::string::npos; at = once.find("__", at)) {
      once.erase(at, 1);
    }
    if (once == name) {
      return environment_name(key);
    }
  }
  return std::nullopt;
}

void apply_environment(layering& layers, const environment& variables) {
  for (const auto& [name, value] : variables) {
    if (!name.starts_with(variable_prefix)) {
      continue;
    }
    const auto rest = std::string_view{name}.substr(variable_prefix.size());
    if (rest.find("__") != std::string_view::npos) {
      layers.apply({key_in_variable(rest), plain_text{value}, "environment " + name});
    } else if (const auto meant = meant_variable(name, layers.loaded().values)) {
      layers.problems().push_back({"environment " + name, "is no setting; did you mean " + *meant +
                                                              ", with two underscores?"});
    }
  }
}

void apply_command_line(layering& layers, const std::vector<std::string>& pairs) {
  for (const auto& pair : pairs) {
    const auto equals = pair.find('=');
    if (equals == std::string::npos || equals == 0) {
      layers.problems().push_back(
          {"--set " + pair, "write key=value, for example --set server.port=8080"});
      continue;
    }
    const auto key = pair.substr(0, equals);
    layers.apply({key, plain_text{pair.substr(equals + 1)}, "--set " + key});
  }
}

void take_keys(loaded_settings& loaded, const environment& variables) {
  for (auto& [name, provider] : loaded.values.providers) {
    const auto found = variables.find(provider.api_key_env);
    if (provider.kind != provider_kind::openai || found == variables.end()) {
      continue;
    }
    for (auto& key : split_list(found->second)) {
      if (!key.empty()) {
        provider.llm.api_keys.push_back(std::move(key));
      }
    }
    if (provider.llm.api_keys.empty()) {
      continue;
    }
    loaded.origins[std::string{providers_prefix} + name + ".api_key"] =
        "environment " + provider.api_key_env;
  }
}

void take_secret(loaded_settings& loaded, const environment& variables) {
  auto& auth = loaded.values.auth;
  const auto found = variables.find(auth.secret_env);
  if (found != variables.end() && !found->second.empty()) {
    auth.tokens.secret = found->second;
    loaded.origins["auth.secret"] = "environment " + auth.secret_env;
  }
}

/// A pool asks DeepSeek first if an API key or another address is configured.
void choose_providers(loaded_settings& loaded) {
  const auto key = loaded.origins.find("providers.deepseek.api_key");
  const auto url = loaded.origins.find("providers.deepseek.base_url");
  if (key == loaded.origins.end() && url == loaded.origins.end()) {
    return;
  }
  const auto reason = key != loaded.origins.end() ? key->second : url->second;
  for (auto& [name, pool] : loaded.values.pools) {
    const auto origin = std::string{pools_prefix} + name + ".providers";
    if (loaded.origins.try_emplace(origin, std::string{derived_origin} + reason).second) {
      pool.providers = {"deepseek", "offline"};
    }
  }
}

}  // namespace

environment process_environment() {
  environment variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view pair{*entry};
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos) {
      variables.emplace(pair.substr(0, equals), pair.substr(equals + 1));
    }
  }
  return variables;
}

std::variant<loaded_settings, std::vector<problem>> load_settings(const command_line& wish,
                                                                  const environment& variables) {
  layering layers;
  if (!wish.config_file.empty()) {
    const auto read = read_toml_file(wish.config_file, layers.problems());
    for (const auto& given : read.given) {
      layers.apply(given);
    }
    layers.loaded().file = {read.given.size(), read.ends_in_line};
  }
  apply_environment(layers, variables);
  apply_command_line(layers, wish.set);

  auto& loaded = layers.loaded();
  loaded.values.session.heartbeat_interval =
      std::chrono::ceil<std::chrono::seconds>(loaded.values.server.heartbeat_interval);
  take_keys(loaded, variables);
  take_secret(loaded, variables);
  take_storage_keys(loaded, variables, layers.problems());
  choose_providers(loaded);
  auto broken = validate(loaded);
  auto& problems = layers.problems();
  problems.insert(problems.end(), broken.begin(), broken.end());
  if (!problems.empty()) {
    return std::move(problems);
  }
  return std::move(loaded);
}

}  // namespace aurawell::config
