#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace aurawell::net {

/// Whether the reason means that the answer has failed. DeepSeek, Zhipu, SGLang, vLLM and many
/// others send such reasons.
constexpr bool is_failure(std::string_view finish_reason) noexcept {
  constexpr std::array<std::string_view, 4> failures{"insufficient_system_resource",
                                                     "network_error", "abort", "error"};
  return std::find(failures.begin(), failures.end(), finish_reason) != failures.end();
}

/// The reason as it may be logged: one that servers are known to send, else empty.
constexpr std::string_view known_reason(std::string_view finish_reason) noexcept {
  constexpr std::array<std::string_view, 10> known{
      "stop",          "length",        "content_filter", "tool_calls",
      "error",         "function_call", "repetition",     "insufficient_system_resource",
      "network_error", "abort"};
  const auto* const found = std::find(known.begin(), known.end(), finish_reason);
  return found == known.end() ? std::string_view{} : *found;
}

}  // namespace aurawell::net
