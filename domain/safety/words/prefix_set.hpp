#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace aurawell::safety {

/// Up to 32 words of at least three bytes, to tell fast that a text begins with none of them.
class prefix_set {
 public:
  constexpr void add(std::string_view word) {
    for (std::size_t i = 0; i < bytes; ++i) {
      for (std::size_t byte = 0; byte < 256; ++byte) {
        if (i >= word.size() || static_cast<unsigned char>(word[i]) == byte) {
          words_[i][byte] |= std::uint32_t{1} << count_;
        }
      }
    }
    ++count_;
  }

  /// Whether the first bytes at `at` are those of one word. Compares four bytes, or the three of a
  /// shorter word.
  constexpr bool matches(std::string_view text, std::size_t at) const noexcept {
    if (text.size() - at < least) {
      return false;
    }
    const auto of = [&](std::size_t i) {
      return words_[i][static_cast<unsigned char>(text[at + i])];
    };
    const std::uint32_t begin = of(0) & of(1) & of(2);
    return begin != 0 && (begin & (at + least < text.size() ? of(least) : words_[least][0])) != 0;
  }

 private:
  static constexpr std::size_t least = 3;
  static constexpr std::size_t bytes = 4;

  /// For each of the first bytes: the words that may have it there, a bit for each.
  std::array<std::array<std::uint32_t, 256>, bytes> words_{};
  unsigned count_ = 0;
};

}  // namespace aurawell::safety
