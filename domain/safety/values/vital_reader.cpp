#include <array>
#include <cmath>

#include "domain/safety/values/circumstances.hpp"
#include "domain/safety/values/value_readers.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

struct plausible {
  quantity measured;
  double low;
  double high;
};

constexpr std::array<plausible, 9> limits{{{quantity::oxygen, 40, 100},
                                           {quantity::pulse, 15, 300},
                                           {quantity::breaths, 2, 130},
                                           {quantity::systolic, 40, 300},
                                           {quantity::diastolic, 20, 200},
                                           {quantity::temperature, 30, 45},
                                           {quantity::glucose, 0.5, 90},
                                           {quantity::ketones, 0.1, 15},
                                           {quantity::other, 1, 0}}};

bool is_plausible(const measurement& value) {
  for (const plausible& each : limits) {
    if (each.measured == value.measured) {
      return value.low >= each.low && value.high <= each.high;
    }
  }
  return false;
}

constexpr double mg_dl_in_mmol = 18.016;

bool is_unit(const token_view& words, std::size_t at, unit which) {
  return at != no_token && words[at].is(word_kind::unit, which);
}

bool is_degree(const token_view& words, std::size_t at) {
  return is_unit(words, at, unit::celsius) || is_unit(words, at, unit::fahrenheit) ||
         is_unit(words, at, unit::degree);
}

// "38度5" and 38度半 are 38.5; 38度多 is 38 to 38.9. Moves `last` to the end. Returns true if there
// are tenths.
bool add_part_behind_degree(const token_view& words, std::size_t unit, measurement& value,
                            std::size_t& last) {
  const auto rest = words.text().substr(words[unit].end);
  if (rest.starts_with("多")) {
    value.high = value.low + 0.9;
    return false;
  }
  if (rest.starts_with("半")) {
    value.low = value.high = value.low + 0.5;
    return true;
  }
  if (const auto part = part_of_degree(rest); part > 0) {
    value.low = value.high = value.low + part / 10.0;
    const std::size_t next = unit + 1;
    const bool number = next < words.size() && words[next].kind == token_kind::number;
    last = number ? next : last;
    return true;
  }
  return false;
}

void to_celsius(measurement& value) {
  if (value.low >= 80) {
    // 100.4 °F is exactly 38.0 °C; a rounding error must not change that.
    const auto converted = [](double f) { return std::round((f - 32) / 1.8 * 1000) / 1000; };
    value.low = converted(value.low);
    value.high = converted(value.high);
  }
}

// Meters show no more than 33.3 mmol/L; laboratories do, and mg/dL is rare in Chinese.
void to_mmol(measurement& value, bool in_mg, bool chinese) {
  const double highest_mmol = chinese ? 60 : 33.4;
  if (in_mg || value.low >= highest_mmol) {
    value.low /= mg_dl_in_mmol;
    value.high /= mg_dl_in_mmol;
  }
}

// Returns the quantity of the unit if the unit is unambiguous, else that of the label.
quantity quantity_of(const token_view& words, std::size_t unit, std::size_t label) {
  if (is_degree(words, unit)) {
    return quantity::temperature;
  }
  const auto named =
      label == no_token ? quantity::other : static_cast<quantity>(words[label].meaning.code);
  if (unit == no_token) {
    return named;
  }
  const auto spelling = words.spelling(unit);
  const bool rate = is_unit(words, unit, unit::per_minute) || is_unit(words, unit, unit::times);
  if (rate && spelling.starts_with("breath")) {
    return quantity::breaths;
  }
  if (rate) {
    const bool named_rate = named == quantity::breaths || named == quantity::pulse;
    return spelling == "bpm" && !named_rate ? quantity::pulse
           : named_rate                     ? named
                                            : quantity::other;
  }
  if (is_unit(words, unit, unit::mmhg) || is_unit(words, unit, unit::kpa)) {
    return named == quantity::diastolic ? named : quantity::systolic;
  }
  const bool amount = is_unit(words, unit, unit::mmol) || is_unit(words, unit, unit::mg_dl);
  const bool share = is_unit(words, unit, unit::percent);
  const bool fits = (amount && (named == quantity::glucose || named == quantity::ketones)) ||
                    (share && named == quantity::oxygen);
  return fits ? named : quantity::other;
}

// Whether a temperature is that of a body. "38度" alone may be the weather; a label, a decimal or a
// person makes it a fever.
bool is_body_heat(const token_view& words, std::size_t at, std::size_t label, bool decimal) {
  const bool labelled =
      label != no_token && words[label].is(word_kind::label, quantity::temperature);
  return labelled || decimal || person_of(words, at, label) != person::unknown ||
         words.whole().tells_fever_or_risk;
}

bool names_child_or_risk(const token_view& words, const std::vector<measurement>& found) {
  const bool child = !found.empty() && found.back().measured == quantity::age &&
                     told_bound(found.back()) < days_of_childhood;
  return child || words.whole().names_child || words.whole().names_weak_defence;
}

// Whether no unknown word precedes the number in its clause, as in "头围39.5".
bool stands_alone(const token_view& words, std::size_t at) {
  const std::size_t before = words.previous(at);
  if (before != no_token) {
    return words.is_direct(before, at);
  }
  return at == 0 ? is_small_talk(words.text().substr(0, words[at].begin))
                 : words.is_direct(at - 1, at);
}

// "my son was born 10 days ago, 38.1"; "3 weeks old, 101.2"; "he is 105 and burning up"
bool is_heat_of_child(const token_view& words, const measurement& value,
                      const std::vector<measurement>& found) {
  const bool decimal = value.low != std::floor(value.low);
  const bool celsius = value.low > 37.5 && value.low < 42.5;
  const bool fahrenheit = value.low > 100 && value.low < 108;
  return (decimal && (celsius || fahrenheit) && names_child_or_risk(words, found)) ||
         (fahrenheit && words.whole().tells_fever_or_risk);
}

}  // namespace

int part_of_degree(std::string_view rest) {
  constexpr std::array<std::string_view, 10> han{"零", "一", "二", "三", "四",
                                                 "五", "六", "七", "八", "九"};
  for (std::size_t i = 0; i < han.size(); ++i) {
    if (rest.starts_with(han[i])) {
      return static_cast<int>(i);
    }
  }
  const bool digit = !rest.empty() && rest[0] >= '0' && rest[0] <= '9';
  const bool longer = rest.size() > 1 && rest[1] >= '0' && rest[1] <= '9';
  return digit && !longer ? rest[0] - '0' : 0;
}

std::size_t read_vital(const token_view& words, std::size_t at, std::vector<measurement>& found) {
  const std::size_t unit = words.unit_behind(at);
  const std::size_t label = label_of(words, at);
  measurement value{.low = words[at].low, .high = words[at].high};
  const bool whole = value.low == std::floor(value.low);
  if (unit == no_token && whole && value.low < 100 && words.is_before(at, mark::is_age) &&
      (label == no_token || !words.is_direct(label, at))) {
    return no_token;
  }
  value.measured = quantity_of(words, unit, label);
  std::size_t last = unit == no_token ? at : unit;
  if (unit == no_token && label == no_token && stands_alone(words, at) &&
      is_heat_of_child(words, value, found)) {
    value.measured = quantity::temperature;
  }
  if (value.measured == quantity::temperature) {
    const bool tenths = is_degree(words, unit) && add_part_behind_degree(words, unit, value, last);
    to_celsius(value);
    if (unit != no_token && !is_body_heat(words, at, label, !whole || tenths)) {
      return last;
    }
  } else if (value.measured == quantity::glucose) {
    to_mmol(value, is_unit(words, unit, unit::mg_dl),
            label != no_token && !is_ascii_letter(words.spelling(label).front()));
  } else if (is_unit(words, unit, unit::kpa)) {
    value.low = value.high = value.low * mmhg_in_kpa;
  }
  if (!is_plausible(value)) {
    return no_token;
  }
  const bool past = words.is_before(at, mark::from) && words.has(words.clause(at), mark::to);
  if (!past) {
    add_value(words, at, label, value, found);
  }
  return last;
}

}  // namespace aurawell::safety
