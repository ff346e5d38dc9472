#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "config/settings/command_line.hpp"
#include "config/settings/problem.hpp"
#include "config/settings/settings.hpp"

namespace aurawell::config {

/// Environment variables by name.
using environment = std::map<std::string, std::string>;

/// The environment of this process.
environment process_environment();

struct loaded_settings {
  settings values;
  /// The origin of each setting that is not the built-in default, by key.
  std::map<std::string, std::string> origins;
};

/// Priority, lowest first: defaults, file, `AURAWELL_SECTION__KEY`, `--set`. Checks the result.
/// Reads every layer completely: the problems are complete, in the order of the layers.
std::variant<loaded_settings, std::vector<problem>> load_settings(const command_line& wish,
                                                                  const environment& variables);

}  // namespace aurawell::config
