#include "domain/text/blank_text.hpp"

#include <algorithm>

namespace aurawell {

bool is_blank(std::string_view text) noexcept {
  constexpr std::string_view wide_space = "\u3000";
  constexpr std::string_view no_break_space = "\u00a0";
  while (!text.empty()) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\v\f"), text.size()));
    if (text.starts_with(wide_space)) {
      text.remove_prefix(wide_space.size());
    } else if (text.starts_with(no_break_space)) {
      text.remove_prefix(no_break_space.size());
    } else {
      return text.empty();
    }
  }
  return true;
}

}  // namespace aurawell
