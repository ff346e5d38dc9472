#pragma once

#include <string>
#include <string_view>

namespace aurawell {

/// Writes Chinese numerals before a unit as digits ("五个小时", "一米七五") and English
/// number words before hours ("five hours").
std::string with_digits(std::string_view folded_text);

}  // namespace aurawell
