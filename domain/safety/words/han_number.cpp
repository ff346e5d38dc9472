#include "domain/safety/words/han_number.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "domain/safety/words/prefix_set.hpp"

namespace aurawell::safety {

namespace {

constexpr std::size_t han_bytes = 3;

/// Longer numerals are no measured values.
constexpr std::size_t most_characters = 10;

struct han_word {
  std::string_view character;
  int value;
};

// A character of 10 or more multiplies the number before it.
constexpr std::array<han_word, 17> characters{{{"零", 0},
                                               {"〇", 0},
                                               {"一", 1},
                                               {"二", 2},
                                               {"两", 2},
                                               {"俩", 2},
                                               {"三", 3},
                                               {"四", 4},
                                               {"五", 5},
                                               {"六", 6},
                                               {"七", 7},
                                               {"八", 8},
                                               {"九", 9},
                                               {"十", 10},
                                               {"百", 100},
                                               {"千", 1000},
                                               {"万", 10'000}}};

constexpr prefix_set numeral_starts = [] {
  prefix_set all;
  for (const han_word& each : characters) {
    all.add(each.character);
  }
  all.add("半");
  all.add("几");
  return all;
}();

std::optional<int> value_at(std::string_view text, std::size_t at) {
  for (const han_word& each : characters) {
    if (at < text.size() && text.substr(at).starts_with(each.character)) {
      return each.value;
    }
  }
  return std::nullopt;
}

std::vector<int> values_of(std::string_view text) {
  std::vector<int> values;
  for (std::size_t at = 0; values.size() < most_characters; at += han_bytes) {
    const auto value = value_at(text, at);
    if (!value) {
      break;
    }
    values.push_back(*value);
  }
  return values;
}

bool has_multiplier(const std::vector<int>& values) {
  for (const int value : values) {
    if (value >= 10) {
      return true;
    }
  }
  return false;
}

bool is_next(int first, int second) noexcept {
  return first > 0 && second == first + 1;
}

// 一百八十五 is 185; 一百八 is spoken Chinese for 180; 一百零八 is 108.
double with_multipliers(const std::vector<int>& values) {
  double total = 0;
  int pending = 0;
  int last_multiplier = 1;
  bool zero = false;
  for (const int value : values) {
    if (value < 10) {
      zero = zero || value == 0;
      pending = value;
      continue;
    }
    if (value == 10'000) {
      total = (total + pending) * value;
    } else {
      total += (pending == 0 ? 1 : pending) * double(value);
    }
    pending = 0;
    last_multiplier = value;
    zero = false;
  }
  const bool spoken = last_multiplier >= 100 && !zero;
  return total + (spoken ? pending * (last_multiplier / 10.0) : pending);
}

spoken_number from_values(const std::vector<int>& values) {
  const std::size_t count = values.size();
  const std::size_t end = count * han_bytes;
  if (has_multiplier(values)) {
    if (count == 3 && is_next(values[0], values[1]) && values[2] >= 10) {  // 七八十
      return {double(values[0]) * values[2], (values[1] + 1.0) * values[2] - 1, end, false};
    }
    const double value = with_multipliers(values);
    return {value, value, end, count == 1};
  }
  if (count == 2 && is_next(values[0], values[1])) {  // 五六
    return {double(values[0]), double(values[1]), end, true};
  }
  double value = 0;
  for (const int digit : values) {
    value = value * 10 + digit;
  }
  return {value, value, end, count == 1};
}

void add_decimals(std::string_view text, spoken_number& number) {
  constexpr std::string_view point = "点";
  if (!text.substr(number.end).starts_with(point)) {
    return;
  }
  double scale = 1;
  std::size_t at = number.end + point.size();
  for (auto digit = value_at(text, at); digit && *digit < 10; digit = value_at(text, at)) {
    scale /= 10;
    number.low += *digit * scale;
    at += han_bytes;
  }
  if (scale < 1) {
    number.high = number.low;
    number.end = at;
    number.needs_unit = false;
  }
}

}  // namespace

bool may_be_han_number_at(std::string_view text, std::size_t at) noexcept {
  return numeral_starts.matches(text, at);
}

std::optional<spoken_number> han_number(std::string_view text) {
  if (text.starts_with("半")) {
    return spoken_number{0.5, 0.5, han_bytes, true};
  }
  if (text.starts_with("几十")) {
    return spoken_number{20, 99, 2 * han_bytes, true};
  }
  const std::vector<int> values = values_of(text);
  if (values.empty()) {
    return std::nullopt;
  }
  spoken_number number = from_values(values);
  add_decimals(text, number);
  return number;
}

double highest_of_vague(double low) noexcept {
  double scale = 1;
  while (scale < 1000 && low > 0 && std::fmod(low, scale * 10) == 0) {
    scale *= 10;
  }
  return scale == 1 ? low + 0.9 : low + scale - 1;
}

}  // namespace aurawell::safety
