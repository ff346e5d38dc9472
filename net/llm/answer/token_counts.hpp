#pragma once

#include <cstdint>
#include <optional>

#include "domain/chat/completion.hpp"
#include "net/json/json_value.hpp"

namespace aurawell::net {

/// A count in range; fractions are truncated.
std::optional<std::uint32_t> count_of(const json_value* value);

/// Reads a `usage` object in every dialect; nothing when it has no counts.
std::optional<token_usage> usage_of(const json_value* json);

}  // namespace aurawell::net
