#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/settings/problem.hpp"
#include "config/settings/values.hpp"

namespace aurawell::config {

/// A key and the value that one layer assigns.
struct assignment {
  std::string key;
  given_value value;
  std::string origin;
};

struct toml_content {
  /// In the order of the lines. A table with an unknown section name becomes one assignment of a
  /// `foreign_value`.
  std::vector<assignment> given;
  /// The last line has no end, as in a file that was cut.
  bool ends_in_line = false;
};

/// Reads a TOML file of at most 1 MiB.
toml_content read_toml_file(const std::string& path, std::vector<problem>& problems);

}  // namespace aurawell::config
