#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace aurawell {

/// How a model finished.
enum class content_end : unsigned char {
  whole,     ///< It has said all it wanted to.
  at_limit,  ///< Of its tokens, maybe in its thoughts.
  cut,       ///< By somebody else, or for a reason that is not known.
};

/// By the server's word for it, OpenAI's or another one in use.
constexpr content_end content_end_of(std::string_view finish_reason) noexcept {
  constexpr std::array<std::string_view, 8> whole{
      "stop", "STOP", "eos", "eos_token", "end_turn", "stop_sequence", "complete", "COMPLETE"};
  if (std::find(whole.begin(), whole.end(), finish_reason) != whole.end()) {
    return content_end::whole;
  }
  return finish_reason == "length" ? content_end::at_limit : content_end::cut;
}

}  // namespace aurawell
