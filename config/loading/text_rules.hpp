#pragma once

#include <string_view>

namespace aurawell::config {

/// Nothing but printable ASCII without blanks.
bool is_visible_ascii(std::string_view text);

/// Whether a shell accepts it as the name of a variable.
bool is_variable_name(std::string_view name);

/// Variable names are usually upper case; keys never are.
bool is_upper_case(std::string_view name);

/// The part after "http://" or "https://"; empty for any other text.
std::string_view after_scheme(std::string_view url);

}  // namespace aurawell::config
