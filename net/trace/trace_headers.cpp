#include "net/trace/trace_headers.hpp"

#include <array>
#include <cstddef>

#include "net/trace/trace_state.hpp"

namespace aurawell::net {
namespace {

// Places in "version-trace-span-flags", and the size of version 0.
constexpr std::size_t trace_at = 3;
constexpr std::size_t span_at = 36;
constexpr std::size_t flags_at = 53;
constexpr std::size_t whole_size = 55;

constexpr std::uint8_t sampled_flag = 1;
constexpr std::uint8_t random_flag = 2;
constexpr std::uint8_t forbidden_version = 0xFF;

/// Reads two digits for each byte; false if one of them is no digit or in upper case.
template <std::size_t Size>
bool read_hex(std::string_view text, std::array<std::uint8_t, Size>& out) noexcept {
  constexpr std::string_view digits = "0123456789abcdef";
  for (std::size_t i = 0; i < Size; ++i) {
    const auto high = digits.find(text[2 * i]);
    const auto low = digits.find(text[2 * i + 1]);
    if (high == digits.npos || low == digits.npos) {
      return false;
    }
    out[i] = static_cast<std::uint8_t>(high << 4U | low);
  }
  return true;
}

/// A later version may have more parts behind another "-".
bool has_form(std::string_view text, std::uint8_t version) noexcept {
  return text[trace_at - 1] == '-' && text[span_at - 1] == '-' && text[flags_at - 1] == '-' &&
         (text.size() == whole_size || (version != 0 && text[whole_size] == '-'));
}

std::optional<trace_context> read_traceparent(std::string_view text) {
  std::array<std::uint8_t, 1> version{};
  std::array<std::uint8_t, 1> flags{};
  trace_context place;
  if (text.size() < whole_size || !read_hex(text, version) || version[0] == forbidden_version ||
      !has_form(text, version[0]) || !read_hex(text.substr(trace_at), place.trace) ||
      !read_hex(text.substr(span_at), place.span) || !read_hex(text.substr(flags_at), flags) ||
      place.trace == trace_id{} || place.span == span_id{}) {
    return std::nullopt;
  }
  place.is_sampled = (flags[0] & sampled_flag) != 0;
  // Of a later version only the first flag is known.
  place.is_random = version[0] == 0 && (flags[0] & random_flag) != 0;
  return place;
}

}  // namespace

given_trace read_trace(std::string_view traceparent, std::string_view tracestate) {
  if (traceparent.empty()) {
    return {};
  }
  auto parent = read_traceparent(traceparent);
  if (!parent) {
    return {std::nullopt, true};
  }
  parent->state = bounded_trace_state(tracestate);
  return {std::move(parent), false};
}

std::string to_traceparent(const trace_context& place) {
  const auto flags = (place.is_sampled ? sampled_flag : 0) | (place.is_random ? random_flag : 0);
  std::string text = "00-" + to_hex(place.trace) + '-' + to_hex(place.span) + "-0";
  text += static_cast<char>('0' + flags);
  return text;
}

}  // namespace aurawell::net
