#include "config/log/component_levels.hpp"

#include <algorithm>
#include <string>

namespace aurawell::config {
namespace {

template <std::size_t Size>
std::string choices(const std::array<std::string_view, Size>& names) {
  std::string list;
  for (const auto name : names) {
    list.append(list.empty() ? "" : ", ").append(name);
  }
  return list;
}

}  // namespace

result<component_level> read_component_level(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) {
    return error{ec::bad_configuration, "must be COMPONENT=LEVEL, such as \"store=debug\""};
  }
  const auto* component =
      std::find(log_components.begin(), log_components.end(), text.substr(0, equals));
  if (component == log_components.end()) {
    return error{ec::bad_configuration,
                 "names no component of the log; there are " + choices(log_components)};
  }
  const auto* level =
      std::find(log_level_names.begin(), log_level_names.end(), text.substr(equals + 1));
  if (level == log_level_names.end()) {
    return error{ec::bad_configuration, "names no level; there are " + choices(log_level_names)};
  }
  return component_level{static_cast<std::size_t>(component - log_components.begin()),
                         static_cast<log_level>(level - log_level_names.begin())};
}

}  // namespace aurawell::config
