#include "net/json_text.hpp"

#include <cstddef>
#include <string>

namespace aurawell::net {
namespace {

constexpr std::size_t escape_size = 6;  // \uXXXX

enum class unicode_escape : unsigned char { none, plain, high_surrogate, low_surrogate };

unicode_escape escape_at(std::string_view text, std::size_t at) {
  if (text.size() - at < escape_size || text[at] != '\\' || text[at + 1] != 'u') {
    return unicode_escape::none;
  }
  if (text[at + 2] != 'd' && text[at + 2] != 'D') {
    return unicode_escape::plain;
  }
  constexpr std::string_view high_digits = "89abAB";
  constexpr std::string_view low_digits = "cdefCDEF";
  if (high_digits.find(text[at + 3]) != std::string_view::npos) {
    return unicode_escape::high_surrogate;
  }
  return low_digits.find(text[at + 3]) != std::string_view::npos ? unicode_escape::low_surrogate
                                                                 : unicode_escape::plain;
}

error half_a_pair(std::size_t at) {
  return {ec::bad_format,
          "message is not JSON: half of a surrogate pair at offset " + std::to_string(at)};
}

/// Bytes of the escape at `at`; a failure when it is half of a surrogate pair.
result<std::size_t> escape_length(std::string_view text, std::size_t at) {
  switch (escape_at(text, at)) {
    case unicode_escape::none: return std::size_t{2};
    case unicode_escape::plain: return escape_size;
    case unicode_escape::low_surrogate: return half_a_pair(at);
    case unicode_escape::high_surrogate: break;
  }
  if (text.size() - at < 2 * escape_size ||
      escape_at(text, at + escape_size) != unicode_escape::low_surrogate) {
    return half_a_pair(at);
  }
  return 2 * escape_size;
}

}  // namespace

result<void> check_json_text(std::string_view text, std::uint32_t max_depth) {
  std::uint32_t depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\0') {
      return error{ec::bad_format, "message is not JSON: NUL at offset " + std::to_string(at)};
    }
    if (c == '"') {
      in_string = !in_string;
    } else if (in_string && c == '\\') {
      const auto length = escape_length(text, at);
      if (!length) {
        return length.failure();
      }
      at += *length - 1;
    } else if (!in_string && (c == '[' || c == '{')) {
      if (++depth > max_depth) {
        return error{ec::bad_format,
                     "message is nested deeper than " + std::to_string(max_depth) + " levels"};
      }
    } else if (!in_string && depth > 0 && (c == ']' || c == '}')) {
      --depth;
    }
  }
  return {};
}

}  // namespace aurawell::net
