#pragma once

#include <string_view>

namespace aurawell::config {

/// Nothing but printable ASCII without blanks.
bool is_visible_ascii(std::string_view text);

/// What a shell takes as the name of a variable.
bool is_variable_name(std::string_view name);

/// Names of variables are mostly written so, and keys never.
bool is_upper_case(std::string_view name);

/// What stands after "http://" or "https://"; empty when neither does.
std::string_view after_scheme(std::string_view url);

}  // namespace aurawell::config
