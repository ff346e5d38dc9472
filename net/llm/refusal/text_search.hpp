#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace aurawell::net {

/// What a search returns that finds nothing.
inline constexpr auto nowhere = std::string_view::npos;

template <std::size_t Count>
bool contains_any(std::string_view text,
                  const std::array<std::string_view, Count>& phrases) noexcept {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](std::string_view phrase) { return text.find(phrase) != nowhere; });
}

}  // namespace aurawell::net
