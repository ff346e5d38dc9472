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

/// This process's own.
environment process_environment();

struct loaded_settings {
  settings values;
  /// Where each setting that is not the built-in default comes from, by key.
  std::map<std::string, std::string> origins;
};

/// Defaults < file < `AURAWELL_SECTION__KEY` < `--set`, checked. Reads every layer to its
/// end: the problems are all there are, in the order of the layers.
std::variant<loaded_settings, std::vector<problem>> load_settings(const command_line& wish,
                                                                  const environment& variables);

}  // namespace aurawell::config
