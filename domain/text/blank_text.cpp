#include "domain/text/blank_text.hpp"

namespace aurawell {

bool is_blank(std::string_view text) noexcept {
  while (!text.empty()) {
    if (text.find_first_not_of(" \t\r\n\v\f") != 0) {
      text.remove_prefix(1);
    } else if (text.starts_with("\u3000")) {
      text.remove_prefix(3);
    } else if (text.starts_with("\u00a0")) {
      text.remove_prefix(2);
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace aurawell
