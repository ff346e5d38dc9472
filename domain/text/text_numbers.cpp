#include "domain/text/text_numbers.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "domain/text/plain_text.hpp"

namespace aurawell {

namespace {

constexpr std::size_t context_bytes = 48;

std::size_t digits_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_ascii_digit(text[at])) {
    ++at;
  }
  return at;
}

// The end of the number that starts at `at`: thousands groups and one decimal point.
std::size_t number_end(std::string_view text, std::size_t at) {
  std::size_t end = digits_end(text, at);
  if (end - at <= 3) {
    while (end + 4 <= text.size() && text[end] == ',' && digits_end(text, end + 1) == end + 4) {
      end += 4;
    }
  }
  if (end + 1 < text.size() && text[end] == '.' && is_ascii_digit(text[end + 1])) {
    end = digits_end(text, end + 1);
  }
  return end;
}

std::optional<double> number_value(std::string_view digits) {
  constexpr std::size_t longest = 12;
  std::string plain;
  for (const char c : digits.substr(0, longest)) {
    plain += c == ',' ? "" : std::string(1, c);
  }
  double value = 0;
  const auto [end, failure] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (digits.size() > longest || failure != std::errc{} || end != plain.data() + plain.size()) {
    return std::nullopt;
  }
  return value;
}

// What stands behind the last "but".
std::string_view after_turn(std::string_view clause) {
  std::size_t begin = 0;
  for_each_phrase(" but | however | though |但是|但|可是|却|不过|结果", [&](std::string_view turn) {
    if (const std::size_t at = clause.rfind(turn); at != std::string_view::npos) {
      begin = std::max(begin, at + turn.size());
    }
  });
  return clause.substr(begin);
}

std::string_view clause_before(std::string_view text, std::size_t at) {
  const std::size_t floor = at > context_bytes ? at - context_bytes : 0;
  std::size_t begin = at;
  while (begin > floor &&
         std::string_view{";,!?."}.find(text[begin - 1]) == std::string_view::npos) {
    --begin;
  }
  return trimmed(after_turn(text.substr(begin, at - begin)));
}

std::string_view clause_after(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, context_bytes);
  return trimmed(rest.substr(0, rest.find_first_of(";,!?")));
}

// Where the second number of a range starts, or npos.
std::size_t range_second(std::string_view text, std::size_t end) {
  std::string_view rest = text.substr(end);
  std::size_t at = end;
  const auto skip = [&](std::size_t bytes) {
    rest.remove_prefix(bytes);
    at += bytes;
  };
  while (rest.starts_with(' ')) {
    skip(1);
  }
  bool joined = false;
  for (const std::string_view join : {"-", "~", "到", "至", "to ", "or "}) {
    if (!joined && rest.starts_with(join)) {
      skip(join.size());
      joined = true;
    }
  }
  while (joined && rest.starts_with(' ')) {
    skip(1);
  }
  return joined && !rest.empty() && is_ascii_digit(rest.front()) ? at : std::string_view::npos;
}

}  // namespace

std::vector<text_number> numbers_in(std::string_view text) {
  std::vector<text_number> numbers;
  for (std::size_t at = 0; at < text.size() && numbers.size() < most_numbers;) {
    if (!is_ascii_digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = number_end(text, at);
    const bool part_of_word = at > 0 && (is_ascii_letter(text[at - 1]) || text[at - 1] == '.');
    const auto value = number_value(text.substr(at, end - at));
    if (value && !part_of_word) {
      text_number found{*value, at, end, false, clause_before(text, at), {}};
      if (const std::size_t second = range_second(text, end); second != std::string_view::npos) {
        const std::size_t second_end = number_end(text, second);
        const auto high = number_value(text.substr(second, second_end - second));
        if (high && *high > *value) {
          found = {(*value + *high) / 2, at, second_end, true, found.before, {}};
          end = second_end;
        }
      }
      found.after = clause_after(text, end);
      numbers.push_back(found);
    }
    at = end;
  }
  return numbers;
}

bool starts_with_any(std::string_view text, std::string_view words) {
  bool found = false;
  for_each_phrase(words, [&](std::string_view word) {
    const bool whole = !is_ascii_letter(word.back()) || text.size() == word.size() ||
                       (text.size() > word.size() && !is_ascii_letter(text[word.size()]));
    found = found || (text.starts_with(word) && whole);
  });
  return found;
}

bool ends_with_label(std::string_view text, std::string_view labels) {
  constexpr std::string_view fillers =
      " |:|=|是|为|约|大约|大概|差不多|了|有|在|只有|只|才|现在|目前|is|of|about|around|only|at|"
      "approximately|roughly|currently|now|'s|just";
  for (bool shortened = true; shortened;) {
    bool found = false;
    for_each_phrase(labels, [&](std::string_view label) {
      const std::size_t start = text.size() - std::min(label.size(), text.size());
      const bool whole =
          !is_ascii_letter(label.front()) || start == 0 || !is_ascii_letter(text[start - 1]);
      found = found || (text.ends_with(label) && whole);
    });
    if (found) {
      return true;
    }
    shortened = false;
    for_each_phrase(fillers, [&](std::string_view filler) {
      if (!shortened && text.ends_with(filler)) {
        text.remove_suffix(filler.size());
        shortened = true;
      }
    });
  }
  return false;
}

}  // namespace aurawell
