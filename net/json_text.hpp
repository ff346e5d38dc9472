#pragma once

#include <cstdint>
#include <string_view>

#include "domain/result.hpp"

namespace aurawell::net {

/// Finds what a JSON parser should not be given: nesting beyond `max_depth`, NUL bytes,
/// and `\u` escapes of half a surrogate pair, which would not be UTF-8. Says nothing
/// about the rest of the grammar.
result<void> check_json_text(std::string_view text, std::uint32_t max_depth);

}  // namespace aurawell::net
