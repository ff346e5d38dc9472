#pragma once

#include <string>
#include <vector>

namespace aurawell::test_support {

/// Arguments of a `running_program` with default settings, except those that a test needs and
/// `settings`, for example "server.port=0".
inline std::vector<std::string> with_settings(const std::vector<std::string>& settings) {
  std::vector<std::string> arguments;
  for (const auto* always :
       {"storage.url=memory:", "server.port=0", "admin.port=0",
        "pools.health_chat.providers=offline", "pools.general_chat.providers=offline",
        "drain.notice=0s", "drain.answers=0s", "drain.spread=0s"}) {
    arguments.insert(arguments.end(), {"--set", always});
  }
  for (const auto& one : settings) {
    arguments.insert(arguments.end(), {"--set", one});
  }
  return arguments;
}

/// Settings that make `base_url` the only provider.
inline std::vector<std::string> asking(const std::string& base_url) {
  return {"providers.deepseek.base_url=" + base_url,
          "providers.deepseek.api_key_env=", "pools.health_chat.providers=deepseek",
          "pools.general_chat.providers=deepseek"};
}

}  // namespace aurawell::test_support
