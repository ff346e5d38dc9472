#include "domain/text/numerals.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "domain/text/plain_text.hpp"

namespace aurawell {

namespace {

constexpr std::size_t han_bytes = 3;

constexpr std::array<std::pair<std::string_view, int>, 11> han_digits{{
    {"零", 0},
    {"一", 1},
    {"二", 2},
    {"两", 2},
    {"三", 3},
    {"四", 4},
    {"五", 5},
    {"六", 6},
    {"七", 7},
    {"八", 8},
    {"九", 9},
}};

std::optional<int> han_digit(std::string_view text) {
  for (const auto& [word, value] : han_digits) {
    if (text.starts_with(word)) {
      return value;
    }
  }
  return std::nullopt;
}

bool is_numeral(std::string_view text) {
  return han_digit(text) || text.starts_with("十") || text.starts_with("百");
}

// "一百六十" is 160, "六七" is "6-7", "七五" is "75".
std::string numeral_value(std::string_view run, bool decimals) {
  if (run.find("十") == std::string_view::npos && run.find("百") == std::string_view::npos) {
    std::string digits;
    for (std::size_t at = 0; at < run.size(); at += han_bytes) {
      const bool range = at > 0 && run.size() == 2 * han_bytes && !decimals;
      digits += range ? "-" : "";
      digits += std::to_string(*han_digit(run.substr(at)));
    }
    return digits;
  }
  int total = 0;
  int pending = 0;
  bool after_hundred = false;
  for (std::size_t at = 0; at < run.size(); at += han_bytes) {
    const std::string_view rest = run.substr(at);
    if (const auto digit = han_digit(rest)) {
      pending = *digit;
    } else if (rest.starts_with("百")) {
      total += std::max(pending, 1) * 100;
      pending = 0;
      after_hundred = true;
    } else {
      total += std::max(pending, 1) * 10;
      pending = 0;
      after_hundred = false;
    }
  }
  // "一百六" is spoken for 160.
  const bool spoken = after_hundred && run.find("零") == std::string_view::npos;
  return std::to_string(total + (spoken ? pending * 10 : pending));
}

bool follows_unit(std::string_view rest) {
  constexpr std::string_view units =
      "岁|个月|个多月|个半月|个小时|小时|个半小时|个钟|个多小时|公斤|千克|斤|米|厘米|公分|点|步|"
      "万步|千步|磅|分钟";
  bool found = false;
  for_each_phrase(units, [&](std::string_view unit) { found = found || rest.starts_with(unit); });
  return found;
}

std::size_t append_word_number(std::string_view text, std::size_t at, std::string& out) {
  constexpr std::array<std::string_view, 12> words{"one",  "two", "three",  "four",
                                                   "five", "six", "seven",  "eight",
                                                   "nine", "ten", "eleven", "twelve"};
  if (at > 0 && is_ascii_letter(text[at - 1])) {
    return 0;
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with(words[i]) && rest.substr(words[i].size()).starts_with(" hour")) {
      out += std::to_string(i + 1);
      return words[i].size();
    }
  }
  return 0;
}

}  // namespace

std::string with_digits(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end - at < 8 * han_bytes && is_numeral(text.substr(end))) {
      end += han_bytes;
    }
    const bool decimals = out.ends_with("米");
    if (end > at && (follows_unit(text.substr(end)) || decimals)) {
      out += numeral_value(text.substr(at, end - at), decimals);
      at = end;
      continue;
    }
    if (end == at) {
      end = at + std::max<std::size_t>(1, append_word_number(text, at, out));
      if (end > at + 1) {
        at = end;
        continue;
      }
    }
    out.append(text.substr(at, end - at));
    at = end;
  }
  return out;
}

}  // namespace aurawell
