#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aurawell::net {

/// Where an escape `\uD800` to `\uDFFF` in a JSON text is not one of a pair, which no UTF-8
/// can say; `npos` when there is none.
std::size_t find_half_pair(std::string_view json) noexcept;

/// The text with `\ufffd` in place of each such escape; its length does not change.
std::string without_half_pairs(std::string_view json);

}  // namespace aurawell::net
