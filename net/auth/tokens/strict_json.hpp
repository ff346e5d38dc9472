#pragma once

#include <optional>
#include <string_view>

#include "net/json/json_object.hpp"

namespace aurawell::net {

/// What a signature or a key file says: one JSON object, not nested deeply.
json_object read_strict_json(std::string_view text);

/// Nothing when it is missing or no string.
std::optional<std::string_view> find_text(const json_value& object, std::string_view name);

}  // namespace aurawell::net
