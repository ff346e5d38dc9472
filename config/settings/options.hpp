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

/// Points to the value of a setting; the pointer's type is the setting's type.
using field = std::variant<bool*, std::uint16_t*, std::uint32_t*, std::size_t*, double*,
                           std::chrono::milliseconds*, std::string*, std::vector<std::string>*,
                           provider_kind*, auth_mode*, log_level*, log_format*, address_style*,
                           actors::expiry*, net::continuation_style*, net::thought_style*,
                           net::http_version*, net::limit_name*, safety::region*>;

/// The unit of a number. A duration has its unit in its type.
enum class unit : unsigned char { none, bytes };

struct never_shown_mark {};
inline constexpr never_shown_mark never_shown;

/// Allowed values of a number: milliseconds for a duration, else in its own unit.
struct limits {
  double least = 0;
  double most = 0;
};

/// When a running program adopts a changed setting.
enum class takes_effect : unsigned char {
  at_once,       ///< for requests and answers that begin from then on
  new_sessions,  ///< for clients that connect from then on
  after_restart,
};

/// One row of the key table: all facts about a setting except its default, which is in the struct
/// that holds it.
struct option {
  using accessor = field(settings& in, const std::string& instance);

  /// `marks` are any of the members behind them, which their types tell apart.
  template <class... Marks>
  consteval option(std::string_view of, std::string_view key, accessor* value, Marks... marks)
      : section{of}, name{key}, access{value} {
    (take(marks), ...);
  }

  /// "server", "pools.*" or "providers.*"; the star stands for a name.
  std::string_view section;
  /// A dot makes a table of its own: "breaker.window".
  std::string_view name;
  /// `instance` is the name that the star stands for; it must exist in the settings.
  accessor* access;
  /// Present for every number.
  std::optional<limits> allowed{};
  std::string_view text{};
  unit counts = unit::none;
  /// Never printed, and never read from a file or the command line.
  bool secret = false;
  /// The kind of provider that uses it; empty: every kind.
  std::optional<provider_kind> only_for{};
  /// Empty: as its section defines.
  std::optional<takes_effect> changes{};

 private:
  constexpr void take(limits most) { allowed = most; }
  constexpr void take(const char* sentence) { text = sentence; }
  constexpr void take(unit counted) { counts = counted; }
  constexpr void take(never_shown_mark) { secret = true; }
  constexpr void take(provider_kind kind) { only_for = kind; }
  constexpr void take(takes_effect when) { changes = when; }
};

/// A table of the file.
struct section {
  std::string_view name;
  std::string_view text;
  takes_effect changes = takes_effect::after_restart;
};

/// In the order of the documentation.
std::span<const section> all_sections() noexcept;
std::span<const option> all_options() noexcept;

/// The row of a key and the instance name in it.
struct option_address {
  const option* row = nullptr;
  std::string instance;
};

/// `key` has dots, such as "pools.health_chat.workers".
std::optional<option_address> find_option(std::string_view key);

/// The instance names of the section in these settings; one empty name for a section without a
/// star.
std::vector<std::string> instances_of(std::string_view section, const settings& in);

takes_effect effect_of(const option& row) noexcept;
/// "at once", "new sessions" or "restart".
std::string_view effect_text(takes_effect when) noexcept;

/// False for a setting that the provider's kind does not use.
bool has_effect(const option& row, std::string_view instance, const settings& in);

/// "pools.*" and "health_chat" give "pools.health_chat".
std::string section_path(std::string_view section, std::string_view instance);
std::string key_of(const option& row, std::string_view instance);

/// "AURAWELL_POOLS__HEALTH_CHAT__WORKERS" for "pools.health_chat.workers".
std::string environment_name(std::string_view key);

}  // namespace aurawell::config
