#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "config/log/log_settings.hpp"
#include "domain/log/log.hpp"

namespace aurawell::config {

/// What stands in one line.
struct line_content {
  std::chrono::system_clock::time_point time;
  logging::level severity = logging::level::info;
  std::string_view event;
  std::span<const logging::field> fields;
  /// The system's number of the thread.
  std::size_t thread = 0;
  address_style addresses = address_style::full;
};

// Both without the end of the line. Whatever the values contain, the result is one line of valid
// UTF-8, and no value can look like another field.

/// `2026-11-30T01:43:33.123Z warn  request.incomplete session=s_1 reason="it broke off"`.
std::string text_line(const line_content& content);

/// One JSON object: `time` (UTC), `level`, `event`, the fields, `thread`.
std::string json_line(const line_content& content);

/// Appends `text` as a JSON string, which is also how text lines quote. Escapes more than JSON
/// asks for: control characters, separators of lines and marks that change the direction of
/// writing. Bytes that are not UTF-8 become U+FFFD.
void append_quoted(std::string& out, std::string_view text);

}  // namespace aurawell::config
