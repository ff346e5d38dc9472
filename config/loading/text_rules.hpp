#pragma once

#include <string>
#include <string_view>

#include "config/settings/value_text.hpp"

namespace aurawell::config {

/// Nothing but printable ASCII without blanks.
bool is_visible_ascii(std::string_view text);

/// Whether a shell accepts it as the name of a variable.
bool is_variable_name(std::string_view name);

/// Variable names are usually upper case; keys never are.
bool is_upper_case(std::string_view name);

/// The part after "http://" or "https://"; empty for any other text.
std::string_view after_scheme(std::string_view url);

/// An address for a message: without a password before `@` and without a query, which may hold a
/// key.
inline std::string quote_address(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto at = url.rfind('@');
  return quote(at == std::string_view::npos ? url : url.substr(at + 1));
}

}  // namespace aurawell::config
