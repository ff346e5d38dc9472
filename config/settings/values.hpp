#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/settings/options.hpp"
#include "domain/result.hpp"

namespace aurawell::config {

/// A value from the environment or the command line: its type is the key's.
struct plain_text {
  std::string text;
};

/// Something that no key takes.
struct foreign_value {
  std::string type_name;
};

inline constexpr std::string_view table_type_name = "a table";

/// A value as a layer gives it; everything but `plain_text` comes from TOML.
using given_value = std::variant<plain_text, bool, std::int64_t, double, std::string,
                                 std::vector<std::string>, foreign_value>;

/// Puts the value where it belongs. A failure's detail says what would be right; the
/// field is then as it was.
result<void> assign(const option& row, field target, const given_value& value);

/// The field as TOML: 8000, "30s", "64KiB", ["a", "b"].
std::string to_toml(const option& row, const field& value);

/// "number", "duration", "size", "text", "list", "true or false", or the choices.
std::string type_of(const option& row, const field& value);

/// "1 to 64", "1s to 1h"; empty for what has no range.
std::string range_of(const option& row, const field& value);

}  // namespace aurawell::config
