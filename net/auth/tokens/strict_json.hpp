#pragma once

#include <optional>
#include <string_view>

#include "net/json/json_object.hpp"

namespace aurawell::net {

/// Reads the JSON object of a signed part or a key file; at most 8 levels deep.
json_object read_strict_json(std::string_view text);

/// Returns nothing when the member is missing or not a string.
std::optional<std::string_view> find_text(const json_value& object, std::string_view name);

}  // namespace aurawell::net
