#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/settings/settings.hpp"

namespace aurawell::config {

/// Where a setting's value is kept; the pointer's type is the setting's type.
using field = std::variant<bool*, std::uint16_t*, std::uint32_t*, std::size_t*, double*,
                           std::chrono::milliseconds*, std::string*, std::vector<std::string>*,
                           provider_kind*, auth_mode*, log_level*, log_format*, actors::expiry*,
                           net::continuation_style*, net::thought_style*, net::http_version*,
                           net::limit_name*, safety::region*>;

/// What a number counts. Durations carry their unit in the type.
enum class unit : unsigned char { none, bytes };

/// Allowed values of a number: milliseconds for a duration, else in its own unit.
struct limits {
  double least = 0;
  double most = 0;
};

/// When a program that runs takes over a changed setting.
enum class takes_effect : unsigned char {
  at_once,       ///< for whatever is asked, or begins, from then on
  new_sessions,  ///< for clients that come from then on
  after_restart,
};

/// One row of the table of keys: everything that is known about a setting except its
/// default, which stands in the struct that holds it.
struct option {
  /// "server", "pools.*" or "providers.*"; the star stands for a name.
  std::string_view section;
  /// A dot in it makes a table of its own: "breaker.window".
  std::string_view name;
  /// `instance` is the name that the star stands for; it must exist in the settings.
  field (*access)(settings& in, const std::string& instance);
  /// Present for every number.
  std::optional<limits> allowed;
  std::string_view text;
  unit counts = unit::none;
  /// Never shown, and never taken from a file or the command line.
  bool secret = false;
  /// The kind of provider that looks at it; empty: every kind.
  std::optional<provider_kind> only_for{};
  /// Empty: as its section says.
  std::optional<takes_effect> changes{};
};

/// A table of the file.
struct section {
  std::string_view name;
  std::string_view text;
  takes_effect changes = takes_effect::after_restart;
};

/// In the order in which people should read them.
std::span<const section> all_sections() noexcept;
std::span<const option> all_options() noexcept;

/// A key's row and the name that its star stands for.
struct option_address {
  const option* row = nullptr;
  std::string instance;
};

/// `key` is dotted, as "pools.health_chat.workers".
std::optional<option_address> find_option(std::string_view key);

/// The names that the section's star stands for in these settings; one empty name for
/// a section without a star.
std::vector<std::string> instances_of(std::string_view section, const settings& in);

takes_effect effect_of(const option& row) noexcept;

/// False for a provider's setting that its kind does not look at.
bool has_effect(const option& row, std::string_view instance, const settings& in);

/// "pools.*" and "health_chat" make "pools.health_chat".
std::string section_path(std::string_view section, std::string_view instance);
std::string key_of(const option& row, std::string_view instance);

/// "AURAWELL_POOLS__HEALTH_CHAT__WORKERS" for "pools.health_chat.workers".
std::string environment_name(std::string_view key);

/// What a choice may be called; the position is the value.
std::span<const std::string_view> names_of(provider_kind) noexcept;
std::span<const std::string_view> names_of(actors::expiry) noexcept;
std::span<const std::string_view> names_of(net::continuation_style) noexcept;
std::span<const std::string_view> names_of(net::thought_style) noexcept;
std::span<const std::string_view> names_of(net::http_version) noexcept;
std::span<const std::string_view> names_of(net::limit_name) noexcept;
std::span<const std::string_view> names_of(safety::region) noexcept;
std::span<const std::string_view> names_of(auth_mode) noexcept;
std::span<const std::string_view> names_of(log_level) noexcept;
std::span<const std::string_view> names_of(log_format) noexcept;

}  // namespace aurawell::config
