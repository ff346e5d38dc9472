#include "domain/safety/words/token.hpp"

#include <algorithm>
#include <cmath>

#include "domain/safety/words/spoken_number.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_ascii_digit(text[at]);
}

std::size_t past_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '-')) {
    ++at;
  }
  return at;
}

// Returns the end of three numbers such as "2020-01-05", "1/2/2020", "138-1234-5678"; `at` if there
// are none.
std::size_t end_of_date(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (int parts = 1;; ++parts) {
    while (is_digit_at(text, end)) {
      ++end;
    }
    const bool joined =
        end < text.size() && (text[end] == '-' || text[end] == '/') && is_digit_at(text, end + 1);
    if (!joined) {
      return parts >= 3 ? end : at;
    }
    ++end;
  }
}

// Returns the end of a time such as "8:40" or a ratio such as "16:8".
std::size_t end_of_time(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (is_digit_at(text, end)) {
    ++end;
  }
  if (end - at > 2 || end >= text.size() || text[end] != ':' || !is_digit_at(text, end + 1)) {
    return at;
  }
  ++end;
  while (is_digit_at(text, end)) {
    ++end;
  }
  return end;
}

bool is_named_or_paid(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  if (before.ends_with("生第") || before.ends_with("后第")) {  // 出生第十天, 产后第5天
    return false;
  }
  for (const std::string_view sign : {"#", "$", "¥", "￥", "€", "£", "第", "@"}) {
    if (before.ends_with(sign) ||
        (before.ends_with(' ') && sign != "第" && before.substr(0, at - 1).ends_with(sign))) {
      return true;
    }
  }
  return false;
}

class reader {
 public:
  explicit reader(std::string_view text) : text_{text} {}

  std::vector<token> read() {
    while (at_ < text_.size()) {
      step();
    }
    return std::move(tokens_);
  }

 private:
  void step() {
    if (is_clause_end()) {
      tokens_.push_back({token_kind::clause_end, {}, 0, 0, at_, at_ + 1});
      ++at_;
    } else if (!take_whole_word() && !take_number() && !take_words()) {
      skip_unknown();
    }
  }

  bool is_clause_end() const {
    const char c = text_[at_];
    const bool point = c == '.' || c == ',';
    return c == ';' || c == '!' || c == '?' || (point && !is_digit_at(text_, at_ + 1));
  }

  // Words such as 一直 and 十分 begin like a number and are read as a whole.
  bool take_whole_word() {
    const auto words = words_at(text_, at_);
    const bool fixed = !words.empty() && words.front().kind == word_kind::mark &&
                       words.front().code == static_cast<unsigned char>(mark::not_said);
    return fixed && take_words();
  }

  bool take_number() {
    const bool digits = is_ascii_digit(text_[at_]);
    if (digits) {
      const std::size_t end = std::max(end_of_date(text_, at_), end_of_time(text_, at_));
      if (end > at_) {
        at_ = end;
        return true;
      }
    }
    const auto number = number_at(text_, at_);
    if (!number || (number->needs_unit && !is_unit_at(number->end))) {
      return false;
    }
    const bool read = std::isfinite(number->low) && !is_named_or_paid(text_, at_);
    if (read) {
      tokens_.push_back({token_kind::number, {}, number->low, number->high, at_, number->end});
    }
    at_ = number->end;
    return true;
  }

  bool is_unit_at(std::size_t at) const {
    at = past_blanks(text_, at);
    if (at >= text_.size()) {
      return false;
    }
    const auto words = words_at(text_, at);
    return std::any_of(words.begin(), words.end(),
                       [](const word& each) { return each.kind == word_kind::unit; });
  }

  bool take_words() {
    const auto words = words_at(text_, at_);
    if (words.empty()) {
      return false;
    }
    const std::size_t end = at_ + words.front().size;
    // No part of "b12" or "h1n1" is a word or a number; "bp210" is a word and a number.
    const bool letter = is_ascii_letter(text_[at_]);
    const bool label = words.front().kind == word_kind::label;
    if (letter && is_digit_at(text_, end) && !label) {
      return false;
    }
    for (const word& each : words) {
      tokens_.push_back({token_kind::word, each, 0, 0, at_, end});
    }
    at_ = end;
    return true;
  }

  void skip_unknown() {
    if (!is_ascii_letter(text_[at_])) {
      ++at_;
      while (at_ < text_.size() && (static_cast<unsigned char>(text_[at_]) & 0xC0U) == 0x80U) {
        ++at_;
      }
      return;
    }
    while (at_ < text_.size() && (is_ascii_letter(text_[at_]) || is_ascii_digit(text_[at_]))) {
      ++at_;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<token> tokens_;
};

}  // namespace

std::vector<token> tokens_of(std::string_view text) {
  return reader{text}.read();
}

}  // namespace aurawell::safety
