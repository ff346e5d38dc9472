#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace aurawell {

/// How a model's output ended.
enum class content_end : unsigned char {
  whole,     ///< The model has finished.
  at_limit,  ///< At its token limit, perhaps within its thoughts.
  cut,       ///< Ended by the server or by a filter, or for an unknown reason.
};

/// From the server's finish reason, in OpenAI's or another known spelling.
constexpr content_end content_end_of(std::string_view finish_reason) noexcept {
  constexpr std::array<std::string_view, 8> whole{
      "stop", "STOP", "eos", "eos_token", "end_turn", "stop_sequence", "complete", "COMPLETE"};
  if (std::find(whole.begin(), whole.end(), finish_reason) != whole.end()) {
    return content_end::whole;
  }
  return finish_reason == "length" ? content_end::at_limit : content_end::cut;
}

}  // namespace aurawell
