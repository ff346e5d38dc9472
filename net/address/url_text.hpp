#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/text/plain_text.hpp"

namespace aurawell::net {

/// Removes the text before `end` from `rest`, and `end` itself, and returns that text. Without an
/// `end`, takes all of `rest`.
std::string_view cut(std::string_view& rest, char end);

/// Removes the spaces and tabs that may surround each part of a header field (RFC 9110, section
/// 5.6.3).
inline std::string_view without_optional_space(std::string_view text) noexcept {
  return trimmed(text, " \t");
}

/// Returns nothing when two hexadecimal digits do not follow a "%".
std::optional<std::string> percent_decode(std::string_view text);

}  // namespace aurawell::net
