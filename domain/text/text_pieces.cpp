#include "domain/text/text_pieces.hpp"

#include <cstddef>

#include "domain/text/utf8.hpp"

namespace aurawell {

namespace {

constexpr std::size_t longest_piece = 64;

/// Han, kana and the full-width punctuation written between them.
bool stands_alone(char32_t c) noexcept {
  return is_han(c) || (c >= 0x3000 && c <= 0x30FF) || (c >= 0xFF00 && c <= 0xFFEF);
}

bool is_space(char32_t c) noexcept {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// Calls `visit` with begin and end of each piece.
template <class Visit>
void for_each_piece(std::string_view text, Visit visit) {
  std::size_t begin = 0;
  bool complete = false;  // the piece has its character or word, only white space may follow
  const auto cut_at = [&](std::size_t end) {
    if (end > begin) {
      visit(begin, end);
    }
    begin = end;
    complete = false;
  };
  for (std::size_t at = 0; at < text.size();) {
    const utf8_step step = utf8_at(text, at);
    const bool space = is_space(step.code_point);
    const bool alone = stands_alone(step.code_point);
    if ((complete && !space) || alone || at + step.length - begin > longest_piece) {
      cut_at(at);
    }
    complete = complete || space || alone;
    at += step.length;
  }
  cut_at(text.size());
}

}  // namespace

std::vector<std::string_view> text_pieces(std::string_view text) {
  std::vector<std::string_view> pieces;
  for_each_piece(text, [&](std::size_t begin, std::size_t end) {
    pieces.push_back(text.substr(begin, end - begin));
  });
  return pieces;
}

std::size_t count_text_pieces(std::string_view text) {
  std::size_t count = 0;
  for_each_piece(text, [&count](std::size_t, std::size_t) { ++count; });
  return count;
}

}  // namespace aurawell
