#include "domain/safety/rules/infant_fever.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "domain/safety/rules/denial.hpp"
#include "domain/text/numerals.hpp"
#include "domain/text/plain_text.hpp"
#include "domain/text/text_numbers.hpp"

namespace aurawell::safety {

namespace {

std::vector<phrase> phrases_of(std::string_view list) {
  std::vector<phrase> phrases;
  for_each_phrase(list, [&phrases](std::string_view each) { phrases.emplace_back(each); });
  return phrases;
}

const std::vector<phrase>& fever_signs() {
  static const std::vector<phrase> signs = phrases_of(
      "发烧|发热|发高烧|高烧|低烧|烧到|发烫|体温38|体温39|38度|39度|fever*|feverish|temperature|"
      "burning up|temp|temps|feels hot|38.|39.|100.4|101|102|103");
  return signs;
}

bool tells_of_fever(std::string_view text, const triple_set& triples) {
  for (const phrase& sign : fever_signs()) {
    if (!sign.may_be_in(triples)) {
      continue;
    }
    for (auto at = sign.find(text, 0); at; at = sign.find(text, at->begin + 1)) {
      if (!is_denied(text, *at)) {
        return true;
      }
    }
  }
  return false;
}

// Converts "six-week-old" to "6-week-old"; "三十天" and "六周" likewise.
std::string with_ages_as_digits(std::string_view text) {
  constexpr std::array<std::string_view, 12> words{"one",  "two", "three",  "four",
                                                   "five", "six", "seven",  "eight",
                                                   "nine", "ten", "eleven", "twelve"};
  constexpr std::array<std::string_view, 10> han{"一", "二", "三", "四", "五",
                                                 "六", "七", "八", "九", "十"};
  std::string out = with_digits(text);
  const auto replace = [&out](std::string_view word, std::string_view unit, std::size_t number) {
    const std::string digits = std::to_string(number);
    const std::string wanted = std::string{word} + std::string{unit};
    for (std::size_t at = find_phrase(out, wanted + "*"); at != std::string::npos;
         at = find_phrase(out, wanted + "*", at + 1)) {
      out.replace(at, word.size(), digits);
    }
  };
  for (const std::string_view unit : {" day", "-day", " week", "-week", " month", "-month"}) {
    for (std::size_t i = words.size(); i > 0; --i) {
      replace(words[i - 1], unit, i);
    }
  }
  for (const std::string_view unit : {"天", "周", "个星期"}) {
    for (std::size_t i = 0; i < han.size(); ++i) {
      replace(han[i], unit, i + 1);
    }
    replace("两", unit, 2);
  }
  return out;
}

// Whether the number is a duration and not an age: "发烧2个月", "fever for 2 weeks".
bool is_duration(const text_number& n) {
  return ends_with_label(n.before,
                         "咳嗽|发烧|发热|感冒|反复|持续|断断续续|拉肚子|流鼻涕|for|past|last|in|"
                         "since|after");
}

bool is_young_age(const text_number& n) {
  const bool months =
      n.value < 3 &&
      starts_with_any(n.after,
                      "个月|个多月|个半月|月龄|个月大|month old|months old|-month-old|month-old|"
                      "-month old|months-old|mo|m/o");
  const bool weeks =
      n.value <= 12 && starts_with_any(n.after,
                                       "周大|周龄|个星期大|周的|week old|weeks old|-week-old|"
                                       "week-old|-week old|weeks-old|wk old|wks old");
  const bool days =
      n.value < 90 && starts_with_any(n.after,
                                      "天大|日龄|天的|多天的|多天大|day old|days old|-day-old|"
                                      "day-old|-day old|days-old");
  const bool born = n.value < 90 && ends_with_label(n.before, "出生|生下来|出生才|刚出生") &&
                    starts_with_any(n.after, "天|多天");
  const bool born_ago = ends_with_label(n.before, "born") &&
                        ((n.value <= 12 && starts_with_any(n.after, "week|weeks")) ||
                         (n.value < 90 && starts_with_any(n.after, "day|days")) ||
                         (n.value < 3 && starts_with_any(n.after, "month|months")));
  const bool told = ends_with_label(n.before, "is|hes|shes|baby|newborn|infant|aged|age|宝宝|婴儿");
  const bool bare = told && ((n.value < 3 && starts_with_any(n.after, "month|months")) ||
                             (n.value <= 12 && starts_with_any(n.after, "week|weeks|周")) ||
                             (n.value < 90 && starts_with_any(n.after, "day|days|天")));
  return months || weeks || days || born || born_ago || bare;
}

// Every young age has one of these behind its number.
bool names_unit_of_age(std::string_view text) {
  for (const std::string_view unit :
       {"月", "周", "星期", "天", "日龄", "mo", "m/o", "week", "wk", "day"}) {
    if (text.find(unit) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

bool names_young_infant(std::string_view text) {
  if (has_any(
          text,
          "新生儿|刚生下来|还没满三个月|没满三个月|未满三个月|不到三个月|不足三个月|还没三个月|"
          "没到三个月|还没满3个月|没满3个月|未满3个月|不到3个月|不足3个月|没到3个月|under 3 "
          "months|under three months|less than 3 months|less than three months|not yet 3 "
          "months|not yet three "
          "months|刚出生|初生儿|未满月|没满月|还没满月|刚满月|满月宝宝|满月的|月子里的|半个月大|"
          "newborn*|new born|neonate")) {
    return true;
  }
  constexpr std::string_view child_words =
      "宝宝|婴儿|孩子|小孩|娃|宝贝|儿子|女儿|闺女|大的|出生|小家伙|baby|infant|son|daughter|child|"
      "old|girl|boy|niece|nephew|grandson|granddaughter|twins|twin";
  if (!names_unit_of_age(text)) {
    return false;
  }
  const std::string with_numbers = with_ages_as_digits(text);
  if (!has_any(with_numbers, child_words)) {
    return false;
  }
  const auto numbers = numbers_in(with_numbers);
  return std::any_of(numbers.begin(), numbers.end(),
                     [](const text_number& n) { return is_young_age(n) && !is_duration(n); });
}

}  // namespace

bool has_infant_fever(std::string_view text, const triple_set& triples,
                      std::optional<int> age_years) {
  return tells_of_fever(text, triples) && (age_years == 0 || names_young_infant(text));
}

}  // namespace aurawell::safety
