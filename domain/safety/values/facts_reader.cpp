#include "domain/safety/values/facts_reader.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "domain/safety/values/circumstances.hpp"
#include "domain/safety/words/denied_word.hpp"

namespace aurawell::safety {

namespace {

constexpr int days_of_youth = 18 * 365;

/// Six weeks after birth, as WHO defines the period.
constexpr double last_day_after_birth = 42;

void set(known_person& one, fact which) {
  one.facts.set(static_cast<std::size_t>(which));
}

bool is_of_mother(fact which) {
  return which == fact::pregnant || which == fact::gave_birth;
}

/// Returns whole days; for "under 3 months" the largest number below it. Nothing for an impossible
/// age.
std::optional<int> age_in(const measurement& value) {
  constexpr double oldest = 130 * 365.25;
  const bool below = !std::isfinite(value.low);
  const double days = below ? std::floor(value.high + least_difference) - 1 : value.low;
  if (!(days <= oldest)) {
    return std::nullopt;
  }
  return static_cast<int>(std::max(days, 0.0));
}

void add_age(const measurement& value, known_state& state) {
  const auto told = age_in(value);
  if (!told) {
    return;
  }
  const int days = *told;
  person subject = value.subject;
  if (days < days_of_childhood) {
    subject = person::child;
  } else if (subject == person::child && days >= days_of_youth) {
    subject = person::adult;
  }
  known_person& one = state.of(subject);
  one.age_days = one.age_days ? std::min(*one.age_days, days) : days;
}

void add_pressure(const measurement& value, known_person& one) {
  struct step {
    fact which;
    double systolic;
    double diastolic;
  };
  constexpr step steps[] = {{fact::pressure_140, 140, 90},
                            {fact::pressure_160, 160, 110},
                            {fact::pressure_180, 180, 120}};
  const bool upper = value.measured == quantity::systolic;
  for (const step& each : steps) {
    if (value.low >= (upper ? each.systolic : each.diastolic)) {
      set(one, each.which);
    }
  }
}

int whole(double value) {
  constexpr double most = 1'000'000;
  return static_cast<int>(std::clamp(value, 0.0, most));
}

void add_drug(const measurement& value, known_person& one) {
  if (value.of == drug::harmless) {
    return;
  }
  const bool nameless = value.of == drug::unknown || value.of == drug::tablet;
  if (nameless && value.measured == quantity::drug_pieces) {
    one.pieces = std::max(one.pieces, whole(value.low));
  }
  if (value.of == drug::paracetamol && value.measured == quantity::drug_mass) {
    one.paracetamol_mg = std::max(one.paracetamol_mg, whole(value.low));
  }
}

void add_value_facts(const measurement& value, known_state& state) {
  const person mother = value.subject == person::child ? person::unknown : value.subject;
  known_person& one = state.of(value.subject);
  switch (value.measured) {
    case quantity::age: add_age(value, state); break;
    case quantity::pregnancy: set(state.of(mother), fact::pregnant); break;
    case quantity::after_birth:
      if (value.low <= last_day_after_birth) {
        set(state.of(mother), fact::gave_birth);
      }
      break;
    case quantity::systolic:
    case quantity::diastolic: add_pressure(value, one); break;
    case quantity::temperature:
      if (value.low >= 38) {
        set(one, fact::fever_38);
      }
      break;
    case quantity::glucose:
      if (value.low > 20) {
        set(one, fact::sugar_20);
      }
      break;
    case quantity::drug_mass:
    case quantity::drug_pieces: add_drug(value, one); break;
    default: break;
  }
}

/// A lower weight is that of a child, or not of a person.
constexpr double least_kg_of_adult = 25;
constexpr double least_kg = 1;
constexpr double most_kg = 700;

void add_weight(const measurement& value, bool child_told, known_state& state) {
  const double kg = told_bound(value);
  if (!(kg >= least_kg && kg <= most_kg)) {
    return;
  }
  person subject = value.subject;
  if (kg < least_kg_of_adult && subject != person::child) {
    if (subject != person::unknown || !child_told) {
      return;
    }
    subject = person::child;
  }
  auto& known = state.of(subject).weight_kg;
  known = known ? std::min(*known, whole(kg)) : whole(kg);
}

// Whether the fact is permanent, however long ago it began: a disease, a transplant.
bool stays(const token& each) {
  return each.is(word_kind::fact, fact::lung_disease) ||
         each.is(word_kind::fact, fact::weak_defence);
}

bool is_stated_word(const token_view& words, std::size_t at) {
  if (is_denied_word(words, at)) {
    return false;
  }
  if (stays(words[at])) {
    return true;
  }
  const auto context = circumstance_of(words, at, at, quantity::temperature);
  return context == circumstance::stated || context == circumstance::surroundings;
}

// Whether the words are only about an unborn child: 胎动, "kicks". "Not moved" may be about
// anybody.
bool names_unborn_child(const token_view& words, std::size_t at) {
  if (!words[at].is(word_kind::label, quantity::no_foetal_movement)) {
    return false;
  }
  const auto spelling = words.spelling(at);
  return spelling.find("胎") != spelling.npos || spelling.find("kick") != spelling.npos ||
         spelling.find("fetal") != spelling.npos || spelling.find("foetal") != spelling.npos ||
         spelling.find("felt") != spelling.npos;
}

bool tells_of_old_birth(const std::vector<measurement>& values) {
  return std::any_of(values.begin(), values.end(), [](const measurement& each) {
    return each.measured == quantity::after_birth && each.low > last_day_after_birth;
  });
}

void add_word(const token_view& words, std::size_t at, bool old_birth, known_state& state) {
  const token& each = words[at];
  const person subject = person_of(words, at, at);
  if (subject == person::animal) {
    return;
  }
  if (each.is(word_kind::fact)) {
    const auto which = static_cast<fact>(each.meaning.code);
    if ((which == fact::gave_birth && old_birth) || !is_stated_word(words, at)) {
      return;
    }
    const bool of_mother = is_of_mother(which) && subject == person::child;
    const person named = which == fact::newborn ? person::child : subject;
    set(state.of(of_mother ? person::unknown : named), which);
  } else if (each.is(word_kind::drug) && words.has(mark::intake)) {
    const auto which = static_cast<drug>(each.meaning.code);
    if (which == drug::harmless || which == drug::alcohol || is_denied_word(words, at)) {
      return;
    }
    set(state.of(subject), fact::pills_taken);
    state.of(subject).drugs.set(static_cast<std::size_t>(which));
  }
}

// Whether it is a count without a drug: "like 40 of them" after "I took her pills".
bool is_bare_count(const token_view& words, const measurement& value) {
  constexpr std::size_t longest = 40;
  return value.context == circumstance::not_taken && value.measured == quantity::drug_pieces &&
         value.of == drug::unknown && words.text().size() <= longest;
}

}  // namespace

known_state facts_in(const token_view& words, const std::vector<measurement>& values,
                     bool child_told) {
  known_state state;
  const bool old_birth = tells_of_old_birth(values);
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at].is(word_kind::fact) || words[at].is(word_kind::drug)) {
      add_word(words, at, old_birth, state);
    } else if (names_unborn_child(words, at)) {
      set(state.of(person::unknown), fact::pregnant);
    }
  }
  for (const measurement& each : values) {
    const bool stated = each.context == circumstance::stated || is_bare_count(words, each);
    if (stated && each.subject != person::animal) {
      add_value_facts(each, state);
    }
  }
  // Weights come last, because an age may follow a weight.
  const bool child = child_told || words.whole().names_child || state.of(person::child).age_days;
  for (const measurement& each : values) {
    if (each.measured == quantity::weight && each.context == circumstance::stated &&
        each.subject != person::animal) {
      add_weight(each, child, state);
    }
  }
  return state;
}

}  // namespace aurawell::safety
