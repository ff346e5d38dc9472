#pragma once

#include <string>
#include <string_view>

namespace aurawell::config {

/// `text` without what a terminal would obey: each control character of ASCII is a blank.
std::string shown(std::string_view text);

}  // namespace aurawell::config
