#include "domain/health/advice_text.hpp"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "domain/text/plain_text.hpp"

namespace aurawell::health {

void advice_text::start(block next) {
  if (last_ == block::bullet && next == block::bullet) {
    markdown_ += '\n';
  } else if (last_ != block::none) {
    markdown_ += "\n\n";
  }
  last_ = next;
}

void advice_text::heading(bilingual title) {
  start(block::heading);
  markdown_ += "### " + say(title);
}

void advice_text::paragraph(bilingual text, values parts) {
  start(block::paragraph);
  markdown_ += say(text, parts);
}

void advice_text::bullet(bilingual text, values parts) {
  start(block::bullet);
  markdown_ += "- " + say(text, parts);
}

void advice_text::quote(bilingual text, values parts) {
  start(block::paragraph);
  markdown_ += "> " + say(text, parts);
}

void advice_text::ready(std::string_view markdown) {
  start(block::paragraph);
  markdown_ += markdown;
}

std::string advice_text::say(bilingual text, values parts) const {
  const std::string_view pattern = text.in(lang_);
  std::string out;
  out.reserve(pattern.size() + 32);
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '{') {
      out += pattern[i];
      continue;
    }
    assert(i + 2 < pattern.size() && is_ascii_digit(pattern[i + 1]) && pattern[i + 2] == '}');
    const auto index = static_cast<std::size_t>(pattern[i + 1] - '0');
    assert(index < parts.size());
    out += parts.begin()[index];
    i += 2;
  }
  return out;
}

std::string advice_text::number(double value, int decimals) const {
  std::array<char, 64> buffer{};
  const auto [end, failure] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                            std::chars_format::fixed, decimals);
  assert(failure == std::errc{});
  std::string digits{buffer.data(), end};
  if (digits.find('.') != std::string::npos) {
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') {
      digits.pop_back();
    }
  }
  if (lang_ == language::en) {
    const std::size_t whole = std::min(digits.find('.'), digits.size());
    const std::size_t first = digits.front() == '-' ? 1 : 0;
    for (std::size_t at = whole; at > first + 3;) {
      at -= 3;
      digits.insert(at, 1, ',');
    }
  }
  return digits;
}

std::string clock_text(int minutes) {
  constexpr int day = 24 * 60;
  const int in_day = ((minutes % day) + day) % day;
  std::array<char, 16> buffer{};
  const int length =
      std::snprintf(buffer.data(), buffer.size(), "%d:%02d", in_day / 60, in_day % 60);
  return {buffer.data(), static_cast<std::size_t>(length)};
}

}  // namespace aurawell::health
