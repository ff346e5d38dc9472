#pragma once

#include <string>

namespace aurawell::config {

/// A fault in the settings; the program does not start with it.
struct problem {
  /// "aurawell.toml:12:3", "environment AURAWELL_SERVER__PORT", "--set" or "settings".
  std::string origin;
  /// Begins with the key when there is one, and names a correct value.
  std::string message;

  bool operator==(const problem&) const = default;
};

/// A rule that a setting breaks, independent of the origin of its value.
struct setting_fault {
  /// "auth.mode"
  std::string key;
  /// A text for people; never contains a value that may be a secret.
  std::string message;
};

}  // namespace aurawell::config
