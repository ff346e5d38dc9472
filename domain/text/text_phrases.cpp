#include "domain/text/text_phrases.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "domain/text/text_pieces.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell {
namespace {

/// A word takes as long to read as two Chinese characters: the limit is in characters.
constexpr std::size_t word_size = 2;
constexpr std::size_t longest_phrase = 18;

std::string_view without_space(std::string_view piece) noexcept {
  const auto end = piece.find_last_not_of(" \n\t\r");
  return end == std::string_view::npos ? std::string_view{} : piece.substr(0, end + 1);
}

bool is_one_of(std::string_view marks, std::string_view piece) noexcept {
  return !piece.empty() && marks.find(piece) != std::string_view::npos;
}

/// What a line of text must not begin with.
bool closes(std::string_view piece) noexcept {
  return is_one_of("，。、；：？！）】》」』”’…～", without_space(piece));
}

/// Whether a reader pauses behind the piece.
bool ends_clause(std::string_view piece) noexcept {
  const auto word = without_space(piece);
  return piece.find('\n') != std::string_view::npos || is_one_of("，。；：？！", word) ||
         (!word.empty() && std::string_view{",.;:?!"}.find(word.back()) != std::string_view::npos);
}

std::size_t size_of(std::string_view piece) noexcept {
  return utf8_at(piece, 0).code_point < 0x2E80 ? word_size : 1;
}

/// Cuts once a phrase has `wanted` characters, or at the end of a clause before.
std::vector<text_phrase> cut(std::string_view text, const std::vector<std::string_view>& pieces,
                             std::size_t wanted) {
  std::vector<text_phrase> phrases;
  std::size_t begin = 0, end = 0, size = 0;
  std::uint32_t tokens = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    end += pieces[i].size();
    size += size_of(pieces[i]);
    ++tokens;
    const bool is_last = i + 1 == pieces.size();
    const bool is_long_enough = size >= wanted || (size >= wanted / 2 && ends_clause(pieces[i]));
    if (is_last || (is_long_enough && !closes(pieces[i + 1]))) {
      phrases.push_back({text.substr(begin, end - begin), tokens});
      begin = end;
      size = tokens = 0;
    }
  }
  return phrases;
}

}  // namespace

std::vector<text_phrase> text_phrases(std::string_view text, std::size_t most) {
  assert(most > 0);
  const auto pieces = text_pieces(text);
  auto wanted = longest_phrase;
  auto phrases = cut(text, pieces, wanted);
  while (phrases.size() > most) {
    wanted += std::max<std::size_t>(wanted / 8, 1);
    phrases = cut(text, pieces, wanted);
  }
  return phrases;
}

}  // namespace aurawell
