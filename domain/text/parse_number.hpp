#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace aurawell {

/// The number in decimal digits that `text` is as a whole; nothing when it is anything else or
/// does not fit. A "-" may stand before it, a "+" or blanks not.
template <class Number>
std::optional<Number> parse_number(std::string_view text) noexcept {
  Number number{};
  const auto* const end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, number);
  return fault == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

}  // namespace aurawell
