#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
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

/// The settings file as it was read; without one as an empty file.
struct settings_file_facts {
  /// Those that a later layer overrides count too.
  std::size_t assignments = 0;
  bool ends_in_line = false;
};

/// An origin that begins so belongs to a value that nobody has set.
inline constexpr std::string_view derived_origin = "follows from ";

struct loaded_settings {
  settings values;
  /// The origin of each setting that is not the built-in default, by key.
  std::map<std::string, std::string> origins;
  settings_file_facts file{};
};

/// Priority, lowest first: defaults, file, `AURAWELL_SECTION__KEY`, `--set`. Checks the result.
/// Reads every layer completely: the problems are complete, in the order of the layers.
std::variant<loaded_settings, std::vector<problem>> load_settings(const command_line& wish,
                                                                  const environment& variables);

}  // namespace aurawell::config
