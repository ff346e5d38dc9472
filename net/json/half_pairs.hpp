#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aurawell::net {

/// Where an escape `\uD800` to `\uDFFF` in a JSON text is not one of a pair, which no UTF-8
/// can say; `npos` when there is none.
std::size_t find_half_pair(std::string_view json) noexcept;

/// The text with three bytes in place of each such escape, as if UTF-8 could say it (WTF-8):
/// who reads a text in parts may find the other half.
std::string with_half_pairs_as_bytes(std::string_view json);

}  // namespace aurawell::net
