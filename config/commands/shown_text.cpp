#include "config/commands/shown_text.hpp"

#include <algorithm>

namespace aurawell::config {

std::string shown(std::string_view text) {
  std::string clean{text};
  std::replace_if(
      clean.begin(), clean.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  return clean;
}

}  // namespace aurawell::config
