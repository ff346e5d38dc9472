#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "domain/safety/values/value_readers.hpp"
#include "domain/safety/words/denied_word.hpp"

namespace aurawell::safety {

namespace {

/// Returns the minutes in a unit of time; 0 for another unit. A month has 30.4 days.
double minutes_in(const token& unit) {
  constexpr std::array<double, 8> minutes{1 / 60.0,
                                          1,
                                          minutes_in_hour,
                                          minutes_in_day,
                                          7 * minutes_in_day,
                                          30.4 * minutes_in_day,
                                          365.25 * minutes_in_day,
                                          365.25 * minutes_in_day};
  const int first = static_cast<int>(unit::second);
  const int index = unit.meaning.code - first;
  return index < 0 || index >= static_cast<int>(minutes.size())
             ? 0
             : minutes[static_cast<std::size_t>(index)];
}

struct span_of_time {
  std::size_t at;
  std::size_t unit;
  double low;  ///< minutes
  double high;
};

bool is_unit(const token_view& words, const span_of_time& span, unit which) {
  return words[span.unit].is(word_kind::unit, which);
}

bool is_ago(const token_view& words, const span_of_time& span) {
  return words.is_behind(span.unit, mark::ago);
}

bool follows_child(const token_view& words, std::size_t at) {
  const std::size_t before = words.previous(at);
  for (std::size_t i = before; i != no_token && i < at; ++i) {
    if (words[i].is(word_kind::person, person::child) || words[i].is(mark::born) ||
        (words[i].is(mark::is_age) && !words.spelling(i).starts_with('i'))) {
      return words.is_direct(i, at);
    }
  }
  return false;
}

// Whether the time is how long something lasts: "宝宝3天没拉".
bool lasts(const token_view& words, const span_of_time& span) {
  constexpr std::array<std::string_view, 8> leads{"没",   "不",   "未",   "都",
                                                  "一直", "了没", "了不", "无"};
  const auto rest = words.text().substr(words[span.unit].end);
  return std::any_of(leads.begin(), leads.end(),
                     [&](std::string_view lead) { return rest.starts_with(lead); });
}

bool is_age(const token_view& words, const span_of_time& span) {
  if (is_unit(words, span, unit::year_old) || words.spelling(span.unit).ends_with("old") ||
      words.spelling(span.unit).ends_with("龄")) {
    return true;
  }
  if (words.is_before(span.at, mark::born)) {
    return true;
  }
  const bool follows = follows_child(words, span.at) && !is_unit(words, span, unit::year) &&
                       span.low >= minutes_in_day;
  if (is_ago(words, span)) {
    return false;
  }
  const std::size_t behind = words.next(span.unit);
  const bool old =
      words.is_behind(span.unit, mark::old) && words.between(span.unit, behind).size() <= 3;
  return span.low >= minutes_in_day && (old || (follows && !lasts(words, span)));
}

bool has_fact(const token_view& words, token_view::range within, fact which) {
  for (std::size_t i = within.begin; i < within.end; ++i) {
    if (words[i].is(word_kind::fact, which) && !is_denied_word(words, i)) {
      return true;
    }
  }
  return false;
}

bool is_pregnancy(const token_view& words, const span_of_time& span) {
  const bool week = is_unit(words, span, unit::week);
  const double weeks = span.low / (7 * minutes_in_day);
  if ((!week && !is_unit(words, span, unit::month)) || weeks < 3 || weeks > 43 ||
      is_ago(words, span)) {
    return false;
  }
  if (words.is_before(span.at, mark::pregnant_weeks) ||
      words.is_behind(span.unit, mark::pregnant_weeks)) {
    return true;
  }
  const auto before = words.text().substr(0, words[span.at].begin);
  if (week && before.ends_with("at ")) {
    return true;
  }
  const bool lasting = before.ends_with("for ") || before.ends_with("past ") ||
                       before.ends_with("last ") || before.ends_with("in ");
  // A pregnant woman may write "36 weeks and my bp is 172/114".
  const bool later_half = weeks >= 20 && words.whole().names_pressure;
  return week && !lasting && (later_half || words.whole().tells_pregnancy);
}

bool is_after_birth(const token_view& words, const span_of_time& span) {
  if (span.low < minutes_in_day || is_unit(words, span, unit::year)) {
    return false;
  }
  const std::size_t before = words.previous(span.at);
  for (std::size_t i = before; i != no_token && i < span.at; ++i) {
    if (words[i].is(word_kind::fact, fact::gave_birth) && words.is_direct(i, span.at)) {
      return true;
    }
  }
  const auto rest = words.text().substr(words[span.unit].end);
  for (const std::string_view each : {" postpartum", " post partum", " pp", " after birth",
                                      " after giving birth", " after delivery", " post birth"}) {
    if (rest.starts_with(each)) {
      return true;
    }
  }
  return is_ago(words, span) && has_fact(words, words.clause(span.at), fact::gave_birth);
}

span_of_time span_at(const token_view& words, std::size_t at, std::size_t unit) {
  const double scale = minutes_in(words[unit]);
  // 个半小时, 岁半: add half of the unit.
  const double half = words.spelling(unit).find("半") != std::string_view::npos ? 0.5 : 0;
  return {at, unit, (words[at].low + half) * scale, (words[at].high + half) * scale};
}

}  // namespace

std::size_t read_time(const token_view& words, std::size_t at, std::vector<measurement>& found) {
  const std::size_t unit = words.unit_behind(at);
  if (unit == no_token || minutes_in(words[unit]) == 0) {
    return no_token;
  }
  const span_of_time span = span_at(words, at, unit);
  const auto add = [&](quantity measured, double in_minutes) {
    add_value(words, at, no_token,
              {.measured = measured, .low = span.low / in_minutes, .high = span.high / in_minutes},
              found);
    found.back().context = circumstance::stated;
  };
  if (is_age(words, span)) {
    add(quantity::age, minutes_in_day);
    if (words.is_before(at, mark::born) && is_ago(words, span)) {
      add(quantity::after_birth, minutes_in_day);
      found.back().subject = person::unknown;
    }
  } else if (is_after_birth(words, span)) {
    add(quantity::after_birth, minutes_in_day);
  } else if (is_pregnancy(words, span)) {
    add(quantity::pregnancy, 7 * minutes_in_day);
  } else {
    read_lasting(words, {at, unit, span.low, span.high}, found);
  }
  return unit;
}

}  // namespace aurawell::safety
