#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace aurawell {

/// What stands around a model's thoughts where its server does not tell them from the answer.
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

/// None of the tags is longer.
inline constexpr std::size_t longest_thought_tag = 16;

/// What a line of an answer shows of thoughts that no tag before it has opened.
enum class thought_line : unsigned char {
  plain,   ///< Nothing: a later line may close them.
  closes,  ///< It is a closing tag and nothing else.
  quotes,  ///< There are none: tags are what the answer is about, or code begins.
};
thought_line kind_of_line(std::string_view line) noexcept;

bool has_thought_tag(std::string_view text) noexcept;

/// The end of the closing tag that ends thoughts which a server's chat template has opened; 0:
/// there are none. The tag stands alone on a line before the last: one inside a sentence or in
/// code is what the answer is about.
std::size_t end_of_unopened_thoughts(std::string_view text) noexcept;

/// What is left of an answer behind the thoughts that it begins with.
/// @param may_be_unopened Whether those count that no tag opens.
std::string_view without_thoughts(std::string_view answer, bool may_be_unopened) noexcept;

}  // namespace aurawell
