#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace aurawell::safety {

/// A number in digits or words: "39.5", "39,5", 三十九, 八十几, "eighty five".
struct spoken_number {
  /// Equal unless the number is vague: 八十几 and "in the 80s" are 80 to 89.
  double low = 0;
  double high = 0;
  /// Position after the number.
  std::size_t end = 0;
  /// A single word such as 一 or "one", which is a number only before a unit.
  bool needs_unit = false;
};

/// Reads the number that begins at `at` of a phrase text. Reads at most 64 bytes.
std::optional<spoken_number> number_at(std::string_view text, std::size_t at);

/// A quick test: false only if no digit, numeral, number word or "half" begins at `at`. Ignores
/// "a", which `number_at` reads as one.
bool may_be_number_at(std::string_view text, std::size_t at) noexcept;

}  // namespace aurawell::safety
