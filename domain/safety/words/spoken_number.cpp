#include "domain/safety/words/spoken_number.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "domain/safety/words/han_number.hpp"
#include "domain/safety/words/prefix_set.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

/// Longer runs of digits are telephone or account numbers.
constexpr std::size_t most_digits = 6;

struct number_word {
  std::string_view word;
  int value;
};

constexpr std::array<number_word, 19> units_and_teens{{
    {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
    {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
    {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
    {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
}};

constexpr std::array<number_word, 8> tens{{{"twenty", 20},
                                           {"thirty", 30},
                                           {"forty", 40},
                                           {"fifty", 50},
                                           {"sixty", 60},
                                           {"seventy", 70},
                                           {"eighty", 80},
                                           {"ninety", 90}}};

constexpr prefix_set word_starts = [] {
  prefix_set starts;
  for (const number_word& each : units_and_teens) {
    starts.add(each.word);
  }
  for (const number_word& each : tens) {
    starts.add(each.word);
  }
  starts.add("half");
  return starts;
}();

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) &&
         (text.size() == word.size() || !is_ascii_letter(text[word.size()]));
}

template <class Table>
const number_word* word_in(const Table& table, std::string_view text) {
  const auto* const at = std::find_if(table.begin(), table.end(), [&](const number_word& each) {
    return starts_with_word(text, each.word);
  });
  return at == table.end() ? nullptr : at;
}

std::size_t skip_joint(std::string_view text, std::size_t at) {
  return at < text.size() && (text[at] == ' ' || text[at] == '-') ? at + 1 : at;
}

// Reads "five", "eighty five"; returns 0 if there is no number.
int below_hundred(std::string_view text, std::size_t& at) {
  if (const auto* const ten = word_in(tens, text.substr(at))) {
    at += ten->word.size();
    const std::size_t next = skip_joint(text, at);
    const auto* const one = word_in(units_and_teens, text.substr(next));
    if (one == nullptr || one->value > 9) {
      return ten->value;
    }
    at = next + one->word.size();
    return ten->value + one->value;
  }
  const auto* const one = word_in(units_and_teens, text.substr(at));
  at += one == nullptr ? 0 : one->word.size();
  return one == nullptr ? 0 : one->value;
}

std::optional<spoken_number> english_number(std::string_view text) {
  std::size_t at = 0;
  if (starts_with_word(text, "half a") || starts_with_word(text, "half an")) {
    return spoken_number{0.5, 0.5, text.starts_with("half an ") ? 7U : 6U, true};
  }
  if (starts_with_word(text, "a dozen")) {
    return spoken_number{12, 12, 7, false};
  }
  const bool article = starts_with_word(text, "a hundred");
  int value = article ? 1 : below_hundred(text, at);
  at = article ? 1 : at;
  const bool single = value <= 12;
  if (value == 0) {
    const bool one = starts_with_word(text, "a") || starts_with_word(text, "an");
    return one ? std::optional<spoken_number>{{1, 1, text.starts_with("an") ? 2U : 1U, true}}
               : std::nullopt;
  }
  const std::size_t next = skip_joint(text, at);
  if (!starts_with_word(text.substr(next), "hundred")) {
    return spoken_number{double(value), double(value), at, single};
  }
  value *= 100;
  at = next + 7;
  std::size_t rest = skip_joint(text, at);
  rest += starts_with_word(text.substr(rest), "and") ? 4U : 0U;
  if (rest < text.size()) {
    const int more = below_hundred(text, rest);
    at = more > 0 ? rest : at;
    value += more;
  }
  return spoken_number{double(value), double(value), at, false};
}

std::size_t digits_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_ascii_digit(text[at])) {
    ++at;
  }
  return at;
}

// Returns the end of the decimals of "39.5" and "39,5". "15,000" is read earlier; "84,85" is a
// list.
std::size_t decimals_end(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size() || (text[at] != '.' && text[at] != ',')) {
    return at;
  }
  const std::size_t end = digits_end(text, at + 1);
  const std::size_t count = end - at - 1;
  return count > 0 && (text[at] == '.' || count == 1) ? end : at;
}

std::optional<spoken_number> digit_number(std::string_view text) {
  double value = 0;
  std::size_t end = digits_end(text, 0);
  if (end > most_digits) {
    return spoken_number{HUGE_VAL, HUGE_VAL, end, false};
  }
  const auto append = [&](std::size_t from, std::size_t to) {
    for (std::size_t at = from; at < to; ++at) {
      value = value * 10 + (text[at] - '0');
    }
  };
  append(0, end);
  while (end <= 6 && end + 4 <= text.size() && text[end] == ',' &&
         digits_end(text, end + 1) == end + 4) {
    append(end + 1, end + 4);
    end += 4;
  }
  if (const std::size_t last = decimals_end(text, end); last > end) {
    double scale = 1;
    for (std::size_t at = end + 1; at < last; ++at) {
      scale /= 10;
      value += (text[at] - '0') * scale;
    }
    return spoken_number{value, value, last, false};
  }
  return spoken_number{value, value, end, false};
}

}  // namespace

bool may_be_number_at(std::string_view text, std::size_t at) noexcept {
  return is_ascii_letter(text[at])  ? word_starts.matches(text, at)
         : is_ascii_digit(text[at]) ? true
                                    : may_be_han_number_at(text, at);
}

std::optional<spoken_number> number_at(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 64;
  const std::string_view rest = text.substr(at, longest);
  if (rest.empty()) {
    return std::nullopt;
  }
  auto found = is_ascii_digit(rest.front())    ? digit_number(rest)
               : is_ascii_letter(rest.front()) ? english_number(rest)
                                               : han_number(rest);
  if (!found) {
    return found;
  }
  const std::string_view behind = rest.substr(std::min(found->end, rest.size()));
  const bool decade = starts_with_word(behind, "s") && is_ascii_digit(rest.front());
  if (decade || behind.starts_with("几") || behind.starts_with("多")) {
    found->high = highest_of_vague(found->low);
    found->end += decade ? 1 : 3;
  }
  found->end += at;
  return found;
}

}  // namespace aurawell::safety
