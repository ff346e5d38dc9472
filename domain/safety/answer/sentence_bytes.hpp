#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace aurawell::safety {

/// The character that each byte of ASCII becomes; 0 for those that need a closer look, and for all
/// others.
inline constexpr auto plain_bytes = [] {
  std::array<char, 256> plain{};
  for (unsigned c = 1; c < 0x80; ++c) {
    plain[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  for (const char c : std::string_view{"'*`#~\r \t_!?.,;:()|"}) {
    plain[static_cast<unsigned char>(c)] = 0;
  }
  return plain;
}();

inline constexpr std::size_t han_bytes = 3;

/// Returns the Chinese character from U+4E00 to U+9FFF that is at `at`; 0 for anything else.
constexpr char32_t han_at(std::string_view text, std::size_t at) noexcept {
  if (text.size() - at < han_bytes) {
    return 0;
  }
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[at + i]));
  };
  const char32_t c = (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
  const bool three = (byte(0) & 0xF0U) == 0xE0U && (byte(1) & byte(2) & 0xC0U) == 0x80U &&
                     ((byte(1) | byte(2)) & 0x40U) == 0;
  return three && c >= 0x4E00 && c <= 0x9FFF ? c : 0;
}

}  // namespace aurawell::safety
