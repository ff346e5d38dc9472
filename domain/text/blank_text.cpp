#include "domain/text/blank_text.hpp"

#include "domain/text/plain_text.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell {
namespace {

/// Unicode's White_Space (PropList.txt) and Cc, what is invisible, and two symbols that are drawn
/// as nothing: the braille pattern without dots and the null notehead.
bool shows_nothing(char32_t c) noexcept {
  return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0x2800 ||
         c == 0x1D159 || is_invisible(c);
}

}  // namespace

std::size_t leading_blanks(std::string_view text) noexcept {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto step = utf8_at(text, at);
    if (!step.valid || !shows_nothing(step.code_point)) {
      break;
    }
    at += step.length;
  }
  return at;
}

bool is_blank(std::string_view text) noexcept {
  return leading_blanks(text) == text.size();
}

}  // namespace aurawell
