#include <limits>

#include "domain/safety/values/circumstances.hpp"
#include "domain/safety/values/value_readers.hpp"

namespace aurawell::safety {

namespace {

/// Meters for strips show HI above this value (manuals: 33.3 mmol/L, 600 mg/dL), continuous meters
/// show HIGH above the next (Dexcom: 22.2, 400 mg/dL). All show LO or LOW below 2.2.
constexpr double highest_of_strips = 33.3;
constexpr double highest_continuous = 22.2;
constexpr double lowest_shown = 2.2;

/// Greatest distance in bytes between the word for the meter and its display.
constexpr std::size_t widest_gap_to_display = 60;

std::size_t meter_before(const token_view& words, std::size_t at) {
  for (std::size_t i = at; i > 0 && words[at].begin - words[i - 1].end <= widest_gap_to_display;
       --i) {
    if (words[i - 1].is(word_kind::label)) {
      return words[i - 1].is(word_kind::label, quantity::glucose) ? i - 1 : no_token;
    }
  }
  return no_token;
}

bool is_meter(std::string_view spelling) {
  return spelling.ends_with("meter") || spelling == "cgm" || spelling == "dexcom" ||
         spelling == "libre" || spelling == "血糖仪";
}

// Whether the word is a meter's display. "hi" needs a meter that shows it or the sugar right before
// it; "high" needs both.
bool is_shown(const token_view& words, std::size_t at, std::size_t label) {
  const bool short_form =
      words.spelling(at) == "hi" || words.spelling(at) == "lo" || words.spelling(at) == "爆表";
  const bool read = words.is_before(at, mark::reads);
  return short_form ? read || words.is_direct(label, at) : read && is_meter(words.spelling(label));
}

double highest_of(const token_view& words, std::size_t at, std::size_t label) {
  const auto meter = words.spelling(label);
  const bool continuous = meter == "cgm" || meter == "dexcom" || meter == "libre";
  const bool spelled = words.spelling(at) == "high" || words.spelling(at) == "高";
  return continuous || spelled ? highest_continuous : highest_of_strips;
}

}  // namespace

void read_meter(const token_view& words, std::size_t at, std::vector<measurement>& found) {
  const token& each = words[at];
  constexpr double without_end = std::numeric_limits<double>::infinity();
  if (each.is(mark::high) || each.is(mark::low)) {
    const std::size_t label = meter_before(words, at);
    if (label != no_token && is_shown(words, at, label)) {
      const bool high = each.is(mark::high);
      add_value(words, at, label,
                {.measured = quantity::glucose,
                 .low = high ? highest_of(words, at, label) : -without_end,
                 .high = high ? without_end : lowest_shown},
                found);
    }
  }
  if (each.is(word_kind::label, quantity::ketones)) {
    const auto rest = words.text().substr(each.end);
    const std::size_t first = rest.find_first_not_of(" :(");
    if (first != rest.npos && first <= 3 && rest.substr(first).starts_with("+++")) {
      add_value(words, at, at, {.measured = quantity::ketones, .low = 3, .high = 3}, found);
    }
  }
}

}  // namespace aurawell::safety
