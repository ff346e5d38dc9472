#include "net/rest/time_text.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string>

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

/// A `wall_time` can represent all years from here.
constexpr std::chrono::year first_year{1900};
constexpr std::chrono::year last_year{2200};

constexpr std::string_view digits = "0123456789";

/// In `form` a 0 stands for any digit, T for what may stand before the time, + for a sign.
bool has_form(std::string_view text, std::string_view form) {
  return std::ranges::equal(text, form, [](char c, char mark) {
    switch (mark) {
      case '0': return c >= '0' && c <= '9';
      case 'T': return c == 'T' || c == 't' || c == ' ';
      case '+': return c == '+' || c == '-';
      default: return c == mark;
    }
  });
}

/// Of digits alone.
int number(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  std::from_chars(text.data() + at, text.data() + at + count, value);
  return value;
}

/// Cuts off what stands behind a decimal point, if there is one.
std::optional<milliseconds> cut_fraction(std::string_view& rest) {
  if (!rest.starts_with('.')) {
    return milliseconds{0};
  }
  const auto end = std::min(rest.find_first_not_of(digits, 1), rest.size());
  const auto text = std::string{rest.substr(1, end - 1)} + "00";
  rest.remove_prefix(end);
  return end == 1 ? std::nullopt : std::optional{milliseconds{number(text, 0, 3)}};
}

std::optional<minutes> read_offset(std::string_view text) {
  if (text == "Z" || text == "z") {
    return minutes{0};
  }
  if (!has_form(text, "+00:00") || number(text, 1, 2) > 23 || number(text, 4, 2) > 59) {
    return std::nullopt;
  }
  return minutes{(text[0] == '-' ? -1 : 1) * (number(text, 1, 2) * 60 + number(text, 4, 2))};
}

}  // namespace

std::optional<wall_time> parse_time(std::string_view text) {
  constexpr std::string_view form = "0000-00-00T00:00:00";
  if (!has_form(text.substr(0, form.size()), form)) {
    return std::nullopt;
  }
  auto rest = text.substr(form.size());
  const auto fraction = cut_fraction(rest);
  const auto offset = read_offset(rest);
  const std::chrono::year_month_day date{
      std::chrono::year{number(text, 0, 4)},
      std::chrono::month{static_cast<unsigned>(number(text, 5, 2))},
      std::chrono::day{static_cast<unsigned>(number(text, 8, 2))}};
  const std::chrono::hours hour{number(text, 11, 2)};
  const minutes minute{number(text, 14, 2)};
  const std::chrono::seconds second{number(text, 17, 2)};
  if (!fraction || !offset || !date.ok() || date.year() < first_year || date.year() > last_year ||
      hour.count() > 23 || minute.count() > 59 || second.count() > 60) {
    return std::nullopt;
  }
  return std::chrono::sys_days{date} + hour + minute - *offset + second + *fraction;
}

}  // namespace aurawell::net
