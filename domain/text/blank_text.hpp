#pragma once

#include <string_view>

namespace aurawell {

/// Only space: of ASCII, ideographic (U+3000) or no-break (U+00A0).
bool is_blank(std::string_view text) noexcept;

}  // namespace aurawell
