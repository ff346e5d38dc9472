#pragma once

#include <optional>
#include <string_view>

#include "domain/wall_time.hpp"

namespace aurawell::net {

/// Reads a time of RFC 3339, such as "2026-01-02T03:04:05.678Z" or
/// "2026-01-02T11:04:05+08:00", to the millisecond.
std::optional<wall_time> parse_time(std::string_view text);

}  // namespace aurawell::net
