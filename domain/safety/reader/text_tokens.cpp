#include "domain/safety/reader/text_tokens.hpp"

#include <algorithm>

#include "domain/text/plain_text.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell::safety {

namespace {

std::string without_apostrophes(std::string text) {
  std::erase_if(text, [](char c) { return c == '\'' || c == '`' || c == '"'; });
  return text;
}

bool goes_on_as_number(std::string_view text, std::size_t at) {
  return is_ascii_digit(text[at]) ||
         (text[at] == '.' && at + 1 < text.size() && is_ascii_digit(text[at + 1]));
}

text_token number_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && goes_on_as_number(text, end)) {
    ++end;
  }
  const std::string_view written = text.substr(begin, end - begin);
  const std::size_t digits = std::min(written.find('.'), written.size());
  const std::uint64_t shape = hash_byte(hash_text("#"), static_cast<unsigned char>(digits));
  return {text_token_kind::number, hash_text(written), shape, static_cast<std::uint32_t>(begin),
          static_cast<std::uint32_t>(written.size())};
}

text_token word_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && is_ascii_letter(text[end])) {
    ++end;
  }
  const std::uint64_t hash = hash_text(text.substr(begin, end - begin));
  return {text_token_kind::word, hash, hash, static_cast<std::uint32_t>(begin),
          static_cast<std::uint32_t>(end - begin)};
}

text_token character_at(std::string_view text, std::size_t begin, const utf8_step& step) {
  const std::uint64_t hash = hash_text(text.substr(begin, step.length));
  return {is_han(step.code_point) ? text_token_kind::han : text_token_kind::mark, hash, hash,
          static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(step.length)};
}

}  // namespace

token_list text_tokens_of(std::string_view words) {
  // A character has at most four bytes.
  token_list list{without_apostrophes(folded(words.substr(0, 4 * longest_read_text))), {}};
  const std::string_view text = list.text;
  list.tokens.reserve(std::min(text.size() / 3 + 16, longest_read_text + 2));
  list.tokens.push_back({text_token_kind::edge, hash_text("^"), hash_text("^"), 0, 0});
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size() && characters < longest_read_text;) {
    if (text[at] == ' ') {
      ++at;
      ++characters;
      continue;
    }
    const text_token token = is_ascii_digit(text[at]) ? number_at(text, at)
                             : is_ascii_letter(text[at])
                                 ? word_at(text, at)
                                 : character_at(text, at, utf8_at(text, at));
    list.tokens.push_back(token);
    at += token.size;
    const bool one = token.kind == text_token_kind::han || token.kind == text_token_kind::mark;
    characters += one ? 1 : token.size;
  }
  list.tokens.push_back({text_token_kind::edge, hash_text("$"), hash_text("$"), 0, 0});
  return list;
}

}  // namespace aurawell::safety
