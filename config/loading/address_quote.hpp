#pragma once

#include <string>
#include <string_view>

#include "config/settings/value_text.hpp"

namespace aurawell::config {

/// An address as a message may show it: a password before `@` and a key behind `?` stay out.
inline std::string quote_address(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto at = url.rfind('@');
  return quote(at == std::string_view::npos ? url : url.substr(at + 1));
}

}  // namespace aurawell::config
