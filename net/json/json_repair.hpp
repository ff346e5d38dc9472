#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aurawell::net {

/// Returns the position of the first escape `\uD800` to `\uDFFF` in a JSON text that is not part of
/// a pair; `npos` when there is none. UTF-8 cannot represent such an escape.
std::size_t find_half_pair(std::string_view json) noexcept;

/// Returns the text with each such escape replaced by three bytes (WTF-8). A caller that reads the
/// text in parts can join them with the other half later.
std::string with_half_pairs_as_bytes(std::string_view json);

/// Returns the JSON text with NaN in place of each number that does not fit in a double. Writes
/// every other number as the nearest double, because RapidJSON rejects some that fit. Everything
/// else is unchanged.
std::string without_huge_numbers(std::string_view json);

}  // namespace aurawell::net
