#pragma once

#include <algorithm>
#include <string_view>

namespace aurawell::net {

/// Without the blanks around it that a header field may have around each of its parts: spaces and
/// tabs (RFC 9110, section 5.6.3).
constexpr std::string_view without_optional_space(std::string_view text) noexcept {
  constexpr std::string_view blanks = " \t";
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

}  // namespace aurawell::net
