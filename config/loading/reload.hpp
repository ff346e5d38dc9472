#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/loading/loader.hpp"
#include "config/settings/options.hpp"
#include "config/settings/problem.hpp"

namespace aurawell::config {

/// A changed setting, or an added or removed provider.
struct setting_change {
  /// "server.port"; "providers.backup" for a provider that was added or removed.
  std::string key;
  /// The value as TOML; empty for a secret, and for a provider that was added or removed.
  std::string before;
  /// The value as TOML, "added" or "removed"; for a secret only that it has changed.
  std::string after;
  takes_effect when = takes_effect::at_once;

  bool operator==(const setting_change&) const = default;
};

/// In the order of the key table. Ignores settings of a provider that its kind does not use.
std::vector<setting_change> changes_between(const settings& from, const settings& to);

/// "at_once", "new_sessions" or "after_restart".
std::string_view effect_name(takes_effect when) noexcept;

/// The value as TOML, without the credentials in an address. Not for secrets.
std::string shown_value(const option& row, const field& value);

/// One line for each.
void log_changes(const std::vector<setting_change>& changes);

/// The settings have these problems and are not adopted.
void log_refusal(const std::vector<problem>& problems);

/// Whether both have the same settings for this provider, which both must have.
bool same_provider(const std::string& name, const settings& one, const settings& other);

/// `wanted`, with the values of `current` for settings that need a restart: the settings that a
/// running program can adopt.
settings without_restart(const settings& current, settings wanted);
/// The same with the origin of each value.
loaded_settings without_restart(const loaded_settings& current, loaded_settings wanted);

}  // namespace aurawell::config
