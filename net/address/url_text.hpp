#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/text/plain_text.hpp"

namespace aurawell::net {

/// What precedes `end` is cut off `rest` and returned, `end` dropped; all of it when
/// there is no `end`.
std::string_view cut(std::string_view& rest, char end);

/// Without the spaces and tabs that a header field may have around each of its parts (RFC 9110,
/// section 5.6.3).
inline std::string_view without_optional_space(std::string_view text) noexcept {
  return trimmed(text, " \t");
}

/// Nothing when a "%" is not followed by two hexadecimal digits.
std::optional<std::string> percent_decode(std::string_view text);

}  // namespace aurawell::net
