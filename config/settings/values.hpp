#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/settings/options.hpp"
#include "domain/result.hpp"

namespace aurawell::config {

/// A value from the environment or the command line; its type is that of the key.
struct plain_text {
  std::string text;
};

/// A value of a type that no key has.
struct foreign_value {
  std::string type_name;
};

inline constexpr std::string_view table_type_name = "a table";

/// A value from one layer; every type except `plain_text` comes from TOML.
using given_value = std::variant<plain_text, bool, std::int64_t, double, std::string,
                                 std::vector<std::string>, foreign_value>;

/// Assigns the value to the field. A failure's detail names a correct value; the field is unchanged
/// then.
result<void> assign(const option& row, field target, const given_value& value);

/// The field as TOML: 8000, "30s", "64KiB", ["a", "b"].
std::string to_toml(const option& row, const field& value);

/// "number", "duration", "size", "text", "list", "true or false", or the choices.
std::string type_of(const option& row, const field& value);

/// "1 to 64", "1s to 1h"; empty for a value without a range.
std::string range_of(const option& row, const field& value);

}  // namespace aurawell::config
