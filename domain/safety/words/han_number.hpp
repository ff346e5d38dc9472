#pragma once

#include <optional>
#include <string_view>

#include "domain/safety/words/spoken_number.hpp"

namespace aurawell::safety {

/// Reads a Chinese numeral at the beginning of `text`: 三十九, 两百一 (210), 三十八点五, 五六 (5 to
/// 6), 七八十 (70 to 89), 十几, 几十, 半.
std::optional<spoken_number> han_number(std::string_view text);

/// Whether `text` may begin with such a numeral at `at`; reads only one character.
bool may_be_han_number_at(std::string_view text, std::size_t at) noexcept;

/// Returns the upper end of a vague number: 八十几 89, 两百多 299, 三十八多 38.9.
double highest_of_vague(double low) noexcept;

}  // namespace aurawell::safety
