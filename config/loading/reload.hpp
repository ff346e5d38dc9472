#pragma once

#include <string>
#include <vector>

#include "config/settings/options.hpp"

namespace aurawell::config {

/// A setting, or a whole provider, that is not as it was.
struct setting_change {
  /// "server.port"; "providers.backup" for a provider that has come or gone.
  std::string key;
  /// "8000 -> 9000", "added", "removed"; for a secret only that it has changed.
  std::string what;
  takes_effect when = takes_effect::at_once;

  bool operator==(const setting_change&) const = default;
};

/// In the order of the table of keys. A provider's settings that its kind does not look
/// at are not compared.
std::vector<setting_change> changes_between(const settings& from, const settings& to);

/// Whether both hold the same of this provider; each of them must have one.
bool same_provider(const std::string& name, const settings& one, const settings& other);

/// `wanted`, but as in `current` where a change needs a restart: what a running program
/// can be told to be.
settings without_restart(const settings& current, settings wanted);

}  // namespace aurawell::config
