#pragma once

#include <string>
#include <string_view>

namespace aurawell::config {

/// `text` for a terminal: each ASCII control character becomes a blank, so that none is executed.
std::string shown(std::string_view text);

}  // namespace aurawell::config
