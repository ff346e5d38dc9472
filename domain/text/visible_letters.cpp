#include "domain/text/visible_letters.hpp"

#include "domain/text/plain_text.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell {

bool is_line_end(char32_t c) noexcept {
  return c == U'\n' || c == U'\r' || c == U'\v' || c == U'\f' || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

visible_letters::visible_letters(std::string_view text) {
  row_.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const utf8_step step = utf8_at(text, at);
    const char32_t c = step.code_point;
    if (!is_invisible(c)) {
      row_.push_back({is_line_end(c) ? U'\n' : folded_character(c), at, at + step.length});
    }
    at += step.length;
  }
}

std::size_t visible_letters::skip(std::size_t at, std::u32string_view skipped) const noexcept {
  while (at < row_.size() && skipped.find(row_[at].value) != std::u32string_view::npos) {
    ++at;
  }
  return at;
}

std::optional<std::size_t> visible_letters::end_of(std::u32string_view words,
                                                   std::size_t at) const noexcept {
  for (const char32_t wanted : words) {
    if (value(at) != wanted && !(wanted == U' ' && value(at) == U'\n')) {
      return std::nullopt;
    }
    at = wanted == U' ' ? skip_blanks(at) : at + 1;
  }
  return at;
}

}  // namespace aurawell
