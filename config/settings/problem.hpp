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

/// A rule that a setting breaks, wherever its value came from.
struct setting_fault {
  /// "auth.mode"
  std::string key;
  /// For people; repeats nothing that may be a secret.
  std::string what;
};

}  // namespace aurawell::config
