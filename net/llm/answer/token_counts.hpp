#pragma once

#include <cstdint>
#include <optional>

#include "domain/chat/completion.hpp"
#include "net/json/json_value.hpp"

namespace aurawell::net {

/// A count that fits; a fraction is cut off.
std::optional<std::uint32_t> count_of(const json_value* value);

/// A `usage` object, in every dialect; nothing where it counts nothing.
std::optional<token_usage> usage_of(const json_value* json);

}  // namespace aurawell::net
