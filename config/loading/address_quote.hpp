#pragma once

#include <string>
#include <string_view>

#include "config/settings/value_text.hpp"

namespace aurawell::config {

/// An address for a message: without a password before `@` and without a query, which may hold a
/// key.
inline std::string quote_address(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto at = url.rfind('@');
  return quote(at == std::string_view::npos ? url : url.substr(at + 1));
}

}  // namespace aurawell::config
