#pragma once

#include <cstddef>

namespace aurawell::net {

/// Whether RFC 9110, section 5.6.2, allows the byte in a token: a method, a field name.
bool is_token_byte(char byte) noexcept;

/// Whether a field value or a chunk extension may hold the byte: no control but the tab.
bool is_text_byte(char byte) noexcept;

/// Follows the lines of a request head, or of a trailer section, byte by byte, to where
/// they end. It is stricter than a recipient must be (RFC 9112, sections 2.2 and 5): each
/// line ends with CRLF, none is folded, none holds a control byte, and a field line begins
/// with a name and its colon. Programs before us could understand the rest differently.
class line_scanner {
 public:
  /// Field lines of one section, and bytes of one line. Beast stores no field of more than
  /// 65,533 bytes; it throws.
  static constexpr std::size_t max_fields = 128;
  static constexpr std::size_t max_line_bytes = 32 * 1024;

  enum class section : unsigned char { request_head, trailers };

  ///   more         the byte belongs to a line
  ///   blank_line   an empty line before the request line has ended
  ///   end          the section has ended
  ///   malformed, too_long    so it is; no further byte may be given
  enum class step : unsigned char { more, blank_line, end, malformed, too_long };

  explicit line_scanner(section what) noexcept : is_trailers_{what == section::trailers} {}

  step next(char byte) noexcept;

 private:
  enum class place : unsigned char { line_start, request_line, name, value, line_end, last_end };

  step begin_line(char byte) noexcept;
  step end_section() noexcept;

  bool is_trailers_;
  place place_ = place::line_start;
  std::size_t lines_ = 0;
  std::size_t line_bytes_ = 0;
};

}  // namespace aurawell::net
