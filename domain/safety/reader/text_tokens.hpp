#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aurawell::safety {

/// The kind of a token.
enum class text_token_kind : unsigned char { edge, han, word, number, mark };

/// A Han character, a word of Latin letters, a number, or a punctuation mark.
struct text_token {
  text_token_kind kind = text_token_kind::edge;
  /// Hash of its letters after folding.
  std::uint64_t exact = 0;
  /// Equal for all numbers with the same number of digits before the point; for other tokens
  /// `exact`.
  std::uint64_t shape = 0;
  /// Position in `token_list::text`.
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
};

struct token_list {
  /// The folded words without apostrophes.
  std::string text;
  /// With an edge at both ends.
  std::vector<text_token> tokens;
};

/// Most characters of a text that are read.
inline constexpr std::size_t longest_read_text = 4'000;

token_list text_tokens_of(std::string_view words);

/// Start value of the 64-bit FNV-1a hash.
inline constexpr std::uint64_t hash_start = 14695981039346656037ULL;

constexpr std::uint64_t hash_byte(std::uint64_t so_far, unsigned char byte) noexcept {
  return (so_far ^ byte) * 1099511628211ULL;
}

constexpr std::uint64_t hash_text(std::string_view text,
                                  std::uint64_t so_far = hash_start) noexcept {
  for (const char c : text) {
    so_far = hash_byte(so_far, static_cast<unsigned char>(c));
  }
  return so_far;
}

/// Hash of two hashes in this order (the last step of splitmix64).
constexpr std::uint64_t hash_pair(std::uint64_t first, std::uint64_t second) noexcept {
  std::uint64_t mixed = first * 0x9E3779B97F4A7C15ULL + second;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
  return mixed ^ (mixed >> 31U);
}

}  // namespace aurawell::safety
