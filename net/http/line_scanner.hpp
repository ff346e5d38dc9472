#pragma once

#include <cstddef>

namespace aurawell::net {

/// Whether RFC 9110, section 5.6.2, allows the byte in a token, such as a method or a field name.
bool is_token_byte(char byte) noexcept;

/// Whether a field value or a chunk extension may contain the byte: any but control bytes other
/// than tab.
bool is_text_byte(char byte) noexcept;

/// Scans the lines of a request head, or of a trailer section, byte by byte, and finds their end.
/// Stricter than a recipient must be (RFC 9112, sections 2.2 and 5): each line ends with CRLF, no
/// line is folded, none contains a control byte, and a field line begins with a name and a colon.
/// Otherwise a proxy in front could parse the same bytes differently.
class line_scanner {
 public:
  /// Limits: field lines of one section, bytes of one line. Beast throws on a field of more than
  /// 65,533 bytes.
  static constexpr std::size_t max_fields = 128;
  static constexpr std::size_t max_line_bytes = 32 * 1024;

  enum class section : unsigned char { request_head, trailers };

  ///   more         the byte belongs to a line
  ///   blank_line   an empty line before the request line has ended
  ///   end          the section has ended
  ///   malformed, too_long    the section is invalid; no further byte may be passed
  enum class step : unsigned char { more, blank_line, end, malformed, too_long };

  explicit line_scanner(section kind) noexcept : is_trailers_{kind == section::trailers} {}

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
