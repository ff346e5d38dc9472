#include "net/http/line_scanner.hpp"

#include <string_view>

namespace aurawell::net {

bool is_token_byte(char byte) noexcept {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || marks.find(byte) != std::string_view::npos;
}

bool is_text_byte(char byte) noexcept {
  const auto code = static_cast<unsigned char>(byte);
  return code == '\t' || (code >= ' ' && code != 0x7F);
}

line_scanner::step line_scanner::next(char byte) noexcept {
  if (++line_bytes_ > max_line_bytes) {
    return step::too_long;
  }
  switch (place_) {
    case place::line_start: return begin_line(byte);
    case place::name:
      if (byte == ':') {
        place_ = place::value;
        return step::more;
      }
      return is_token_byte(byte) ? step::more : step::malformed;
    case place::request_line:
    case place::value:
      if (byte == '\r') {
        place_ = place::line_end;
        return step::more;
      }
      return is_text_byte(byte) ? step::more : step::malformed;
    case place::line_end:
      place_ = place::line_start;
      line_bytes_ = 0;
      return byte == '\n' ? step::more : step::malformed;
    case place::last_end: return byte == '\n' ? end_section() : step::malformed;
  }
  return step::malformed;
}

line_scanner::step line_scanner::begin_line(char byte) noexcept {
  if (byte == '\r') {
    place_ = place::last_end;
    return step::more;
  }
  if (!is_token_byte(byte)) {
    return step::malformed;
  }
  const bool is_request_line = !is_trailers_ && lines_ == 0;
  place_ = is_request_line ? place::request_line : place::name;
  ++lines_;
  const auto fields = is_trailers_ ? lines_ : lines_ - 1;
  return fields > max_fields ? step::too_long : step::more;
}

line_scanner::step line_scanner::end_section() noexcept {
  place_ = place::line_start;
  line_bytes_ = 0;
  return is_trailers_ || lines_ > 0 ? step::end : step::blank_line;
}

}  // namespace aurawell::net
