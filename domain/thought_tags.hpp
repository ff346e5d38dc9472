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

/// The end of the first closing tag in `text` that has no opening one before it; 0: there is
/// none. Such a tag ends thoughts that a server's chat template has opened.
std::size_t end_of_unopened_thoughts(std::string_view text) noexcept;

/// What is left of an answer behind the thoughts that it begins with.
std::string_view without_thoughts(std::string_view answer) noexcept;

}  // namespace aurawell
