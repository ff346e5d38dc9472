#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aurawell::mock {

/// The words of an answer; every style ends each token with a checkable number.
enum class answer_style : unsigned char {
  mixed,  ///< mostly ASCII, with Chinese words, emoji, quotes and line breaks among it
  words,  ///< ASCII only, one size
  zh,     ///< a Chinese word in every token
};

std::optional<answer_style> answer_style_from_string(std::string_view text) noexcept;

/// The seed of an answer: the number of the last `#seed=<number>` in the message, at any place in a
/// prompt, otherwise a hash of the whole message.
std::uint64_t answer_seed(std::string_view last_user_message) noexcept;

/// Token `index` of the answer to `seed`: a word, the index in six digits or more,
/// two letters that depend on the seed, and a separator. Two tokens of an answer
/// are never equal and none is the beginning of another. At most 32 bytes.
std::string answer_token(std::uint64_t seed, std::uint32_t index,
                         answer_style style = answer_style::mixed);

/// Follows the last token of an answer, in the same chunk, with the number of tokens.
std::string answer_end(std::uint32_t count);

/// The whole answer without stamps: all tokens and the end. Empty for a count of 0.
std::string answer_text(std::uint64_t seed, std::uint32_t count,
                        answer_style style = answer_style::mixed);

/// Optionally precedes a token, with the time when it was sent: CLOCK_MONOTONIC, which all
/// processes of a machine share.
std::string answer_stamp(std::uint64_t nanoseconds);

}  // namespace aurawell::mock
