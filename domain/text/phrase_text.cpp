#include "domain/text/phrase_text.hpp"

#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

/// The most that a `~` covers: eight Chinese characters, or about five English words.
constexpr std::size_t widest_gap = 24;

/// No denial is believed from further away, and the work stays linear. Bytes.
constexpr std::size_t widest_clause = 240;

bool is_wide(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool is_between_digits(std::string_view text, std::size_t at) noexcept {
  return at > 0 && at + 1 < text.size() && is_ascii_digit(text[at - 1]) &&
         is_ascii_digit(text[at + 1]);
}

bool ends_clause(std::string_view text, std::size_t at) noexcept {
  switch (text[at]) {
    case ';':
    case '!':
    case '?': return true;
    case ',':
    case '.':  // not in 38.5
      return at + 1 >= text.size() || !is_ascii_digit(text[at + 1]) || at == 0 ||
             !is_ascii_digit(text[at - 1]);
    default: return false;
  }
}

bool holds_clause_end(std::string_view text, std::size_t begin, std::size_t end) noexcept {
  for (std::size_t at = begin; at < end; ++at) {
    if (ends_clause(text, at)) {
      return true;
    }
  }
  return false;
}

std::size_t stem_size(std::string_view part) noexcept {
  return part.ends_with('*') ? part.size() - 1 : part.size();
}

// Where `part` follows within the gap behind `end`, or npos.
std::size_t find_behind(std::string_view text, std::string_view part, std::size_t end) {
  const std::size_t reach = end + widest_gap + part.size() + 1;
  const std::size_t at = find_phrase(text.substr(0, reach), part, end);
  const bool near = at != std::string_view::npos && at <= end + widest_gap;
  return near && !holds_clause_end(text, end, at) ? at : std::string_view::npos;
}

constexpr std::string_view turns = " but | however | though | yet |但|可是|不过|只是|然而|结果";

}  // namespace

std::string phrase_text(std::string_view words) {
  std::string text;
  const std::string plain = folded(words);
  text.reserve(plain.size());
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const char c = plain[i];
    if (c == '\'' || c == '"' || c == '`') {
      if (is_between_digits(plain, i)) {  // 5'10 is not 510
        text += ' ';
      }
      continue;
    }
    if (c == ' ') {
      const std::size_t next = plain.find_first_not_of(' ', i);
      const bool useless = text.empty() || next == std::string::npos || text.back() == ' ' ||
                           (is_wide(text.back()) && is_wide(plain[next]));
      if (useless) {
        continue;
      }
    }
    text += c;
  }
  return text;
}

std::uint16_t triple_set::key_of(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i]));
  };
  // Knuth's multiplicative hash; the upper bits are the mixed ones.
  return static_cast<std::uint16_t>(((byte(0) << 16U | byte(1) << 8U | byte(2)) * 2654435761U) >>
                                    16U);
}

triple_set::triple_set(std::string_view text) {
  for (std::size_t at = 0; at + 3 <= text.size(); ++at) {
    keys_.set(key_of(text, at));
  }
}

phrase::phrase(std::string_view written) {
  while (!written.empty()) {
    const std::size_t gap = written.find('~');
    parts_.push_back(phrase_text(written.substr(0, gap)));
    if (gap == std::string_view::npos) {
      break;
    }
    written.remove_prefix(gap + 1);
  }
  for (const std::string& part : parts_) {
    for (std::size_t at = 0; at + 3 <= stem_size(part); ++at) {
      triples_.push_back(triple_set::key_of(part, at));
    }
  }
}

std::optional<text_span> phrase::find(std::string_view text, std::size_t from) const {
  for (std::size_t at = find_phrase(text, parts_.front(), from); at != std::string_view::npos;
       at = find_phrase(text, parts_.front(), at + 1)) {
    std::size_t end = at + stem_size(parts_.front());
    bool whole = true;
    for (std::size_t i = 1; i < parts_.size() && whole; ++i) {
      const std::size_t next = find_behind(text, parts_[i], end);
      whole = next != std::string_view::npos;
      end = whole ? next + stem_size(parts_[i]) : end;
    }
    if (whole) {
      return text_span{at, end};
    }
  }
  return std::nullopt;
}

text_span clause_around(std::string_view text, text_span at) {
  std::size_t begin = at.begin;
  while (begin > 0 && at.begin - begin < widest_clause && !ends_clause(text, begin - 1)) {
    --begin;
  }
  std::size_t end = at.end;
  while (end < text.size() && end - at.end < widest_clause && !ends_clause(text, end)) {
    ++end;
  }
  for_each_phrase(turns, [&](std::string_view turn) {
    const std::size_t before = text.substr(begin, at.begin - begin).rfind(turn);
    if (before != std::string_view::npos) {
      begin += before + turn.size();
    }
    const std::size_t behind = text.substr(at.end, end - at.end).find(turn);
    if (behind != std::string_view::npos) {
      end = at.end + behind;
    }
  });
  return {begin, end};
}

}  // namespace aurawell::safety
