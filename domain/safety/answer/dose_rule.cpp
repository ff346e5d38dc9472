#include <algorithm>

#include "domain/safety/answer/rules.hpp"

namespace aurawell::safety {

namespace {

/// Greatest distance in bytes between an amount and the name of its medicine.
constexpr std::size_t reach_before = 90;
constexpr std::size_t reach_behind = 45;

constexpr std::string_view words_of_amount =
    "of|the|a|an|your|oral|liquid|plain|extra|strength|regular|dissolved|children|childrens|baby|"
    "infant|adult|glass|cup|warm|cold|glass of|worth|chewable|non-coated|uncoated|soluble|"
    "的|儿童|小儿|复方|口服|温|杯|盐酸|缓释|肠溶|装|左右|以上|以下|,";

constexpr cue_set amounts =
    set_of(cue::mass, cue::gram, cue::volume, cue::tablet, cue::piece, cue::spray, cue::counted);

bool is_substance(cue which) noexcept {
  return which == cue::drug || which == cue::medicine || which == cue::food;
}

/// Returns the nearest substance; without one, what the amount or the heading implies.
cue substance_of(const sentence_view& words, std::size_t at) {
  const cue_at& amount = words.cues[at];
  cue behind = cue::neutral;
  for (std::size_t i = at + 1; i < words.cues.size(); ++i) {
    const cue_at& each = words.cues[i];
    if (each.begin > amount.end + reach_behind) {
      break;
    }
    if (is_substance(each.which) && !each.is_amount && each.begin >= amount.end) {
      if (holds_only(words.between(at, i), words_of_amount)) {
        return each.which;
      }
      const bool in_clause = each.begin < words.clause_end(amount.end);
      behind = behind == cue::neutral && in_clause ? each.which : behind;
    }
  }
  for (std::size_t i = at; i-- > 0;) {
    const cue_at& each = words.cues[i];
    if (each.end + reach_before < amount.begin) {
      break;
    }
    if (is_substance(each.which) && !each.is_amount) {
      return each.which;
    }
  }
  return behind != cue::neutral ? behind : words.under.names_drug ? cue::drug : cue::neutral;
}

/// Whether it has the form "400 mg every 6 hours", which is used only for medicines.
bool is_schedule(const sentence_view& words, std::size_t at) {
  const std::size_t begin = words.cues[at].begin;
  const bool told = words.has(cue::take, words.clause_begin(begin), begin) || words.has(cue::every);
  return told && !words.has(cue::food);
}

/// Whether drugs are counted as a dose: "Chew two aspirin", "2 aspirin tablets"; not "two
/// antidepressants are common".
bool is_count(const sentence_view& words, std::size_t at) {
  const cue_at& amount = words.cues[at];
  const std::size_t form = words.next(cue::tablet, at, 1);
  return form < words.cues.size() ||
         words.has(cue::take, words.clause_begin(amount.begin), amount.begin);
}

bool is_of_medicine(const sentence_view& words, std::size_t at) {
  if (words.cues[at].which == cue::counted) {
    return is_count(words, at);
  }
  const cue of = substance_of(words, at);
  if (of == cue::food) {
    return false;
  }
  const bool medicine = of == cue::drug || of == cue::medicine;
  switch (words.cues[at].which) {
    case cue::mass: return medicine || (of == cue::neutral && is_schedule(words, at));
    case cue::tablet: return medicine || is_schedule(words, at);
    case cue::gram:
    case cue::volume:
    case cue::piece:
    case cue::spray: return medicine;
    default: return false;
  }
}

/// Whether the amount is what somebody took, or should not take at all.
bool is_no_advice(const sentence_view& words, std::size_t at) {
  const std::size_t begin = words.cues[at].begin;
  const std::size_t clause = words.clause_begin(begin);
  const std::string_view before = words.text().substr(0, begin);
  const bool quoted = std::count(before.begin(), before.end(), '"') % 2 == 1;
  const bool denied =
      words.has(cue::denial, clause, begin) || words.has(cue::denial_here, clause, begin);
  const bool at_most = words.has(cue::at_most, clause, words.clause_end(begin));
  return words.said.is_question || quoted || words.has(cue::reported) ||
         words.has(cue::taken, 0, begin + 1) ||
         ((denied || words.under.is_denied) && !at_most && !words.under.is_limit);
}

}  // namespace

bool names_dose(const sentence_view& words) {
  if (!words.has_any_of(amounts)) {
    return false;
  }
  for (std::size_t at = 0; at < words.cues.size(); ++at) {
    if (words.cues[at].is_amount && is_of_medicine(words, at) && !is_no_advice(words, at)) {
      return true;
    }
  }
  return false;
}

bool names_lethal_amount(const sentence_view& words) {
  return words.has(cue::lethal) &&
         std::any_of(words.cues.begin(), words.cues.end(),
                     [](const cue_at& each) { return each.is_amount && each.which != cue::meter; });
}

}  // namespace aurawell::safety
