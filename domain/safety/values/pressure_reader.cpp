#include <string_view>

#include "domain/safety/values/value_readers.hpp"

namespace aurawell::safety {

namespace {

bool is_pressure_label(const token_view& words, std::size_t label) {
  return label != no_token && (words[label].is(word_kind::label, quantity::systolic) ||
                               words[label].is(word_kind::label, quantity::diastolic));
}

// Returns the second number of "170/110", or of "170 110" and "170-110" after a label.
std::size_t second_of_pair(const token_view& words, std::size_t at, bool labelled) {
  std::size_t second = at + 1;
  while (second < words.size() && words[second].kind != token_kind::number &&
         words[second].begin - words[at].end < 6) {
    ++second;
  }
  if (second >= words.size() || words[second].kind != token_kind::number) {
    return no_token;
  }
  const std::string_view gap = words.between(at, second);
  const bool joined = gap == "/" || gap == "over" || gap == "/ ";
  const bool loose = gap.empty() || gap == "-" || gap == "," || gap == "\\" || gap == "on" ||
                     gap == ";" || gap == "比" || gap == "和" || gap == "|" || gap == "by";
  return joined || (labelled && loose) ? second : no_token;
}

bool is_kpa(const token_view& words, std::size_t at) {
  const std::size_t unit = words.unit_behind(at);
  return unit != no_token && words[unit].is(word_kind::unit, unit::kpa);
}

bool is_plausible(double systolic, double diastolic) {
  return systolic >= 50 && systolic <= 300 && diastolic >= 20 && diastolic <= 200 &&
         systolic > diastolic + 5;
}

}  // namespace

std::size_t read_pressure(const token_view& words, std::size_t at,
                          std::vector<measurement>& found) {
  const std::size_t label = label_of(words, at);
  const bool labelled = is_pressure_label(words, label);
  const std::size_t second = second_of_pair(words, at, labelled);
  if (second == no_token) {
    return no_token;
  }
  const bool other = label != no_token && !labelled && words.is_direct(label, at);
  const std::size_t unit = words.unit_behind(second);
  const bool foreign =
      unit != no_token && !words[unit].is(word_kind::unit, unit::mmhg) && !is_kpa(words, second);
  const double scale = is_kpa(words, second) ? mmhg_in_kpa : 1;
  const double systolic = words[at].low * scale;
  const double diastolic = words[second].low * scale;
  if (!is_plausible(systolic, diastolic) || foreign || other || (!labelled && systolic < 80)) {
    // "1/2", "10/12": a fraction or a date is consumed too, so no other reader uses its numbers.
    return words.between(at, second) == "/" ? second : no_token;
  }
  const std::size_t named = labelled ? label : no_token;
  const std::size_t before = found.size();
  add_value(words, at, named, {.measured = quantity::systolic, .low = systolic, .high = systolic},
            found);
  measurement lower = found[before];
  lower.measured = quantity::diastolic;
  lower.low = lower.high = diastolic;
  found.push_back(lower);
  return second;
}

}  // namespace aurawell::safety
