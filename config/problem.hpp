#pragma once

#include <string>

namespace aurawell::config {

/// Something in the settings that keeps the program from starting.
struct problem {
  /// "aurawell.toml:12:3", "environment AURAWELL_SERVER__PORT", "--set" or "settings".
  std::string where;
  /// Begins with the key when there is one, and says what would be right.
  std::string what;

  bool operator==(const problem&) const = default;
};

}  // namespace aurawell::config
