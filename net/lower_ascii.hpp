#pragma once

#include <string>
#include <string_view>

namespace aurawell::net {

inline std::string lower_ascii(std::string_view text) {
  std::string lower{text};
  for (char& c : lower) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return lower;
}

}  // namespace aurawell::net
