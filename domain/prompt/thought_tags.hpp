#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace aurawell {

/// The tags around a model's thoughts, for servers that send thoughts and answer as one text.
struct thought_tags {
  std::string_view open;
  std::string_view close;
};

/// DeepSeek-R1, Qwen and most others; Gemma; Magistral; Kimi; Seed.
inline constexpr std::array known_thought_tags{
    thought_tags{"<think>", "</think>"},
    thought_tags{"<thinking>", "</thinking>"},
    thought_tags{"<thought>", "</thought>"},
    thought_tags{"[THINK]", "[/THINK]"},
    thought_tags{"\u25C1think\u25B7", "\u25C1/think\u25B7"},
    thought_tags{"<seed:think>", "</seed:think>"},
};

/// Upper limit of the length of a tag.
inline constexpr std::size_t longest_thought_tag = 16;

/// What a line of an answer says about thoughts without an opening tag.
enum class thought_line : unsigned char {
  plain,   ///< Nothing: a later line may close them.
  closes,  ///< The line is only a closing tag.
  quotes,  ///< There are none: the answer is about tags, or code begins.
};
thought_line kind_of_line(std::string_view line) noexcept;

bool has_thought_tag(std::string_view text) noexcept;

/// Offset behind the closing tag of thoughts that a server's chat template has opened; 0: there are
/// none. The tag is on a line of its own, not the last line: a tag inside a sentence or in code is
/// part of the answer.
std::size_t end_of_unopened_thoughts(std::string_view text) noexcept;

/// The answer without the thoughts at its beginning.
/// @param may_be_unopened Whether thoughts without an opening tag count.
std::string_view without_thoughts(std::string_view answer, bool may_be_unopened) noexcept;

}  // namespace aurawell
