#pragma once

#include <bitset>
#include <cstddef>
#include <string_view>

#include "domain/health/advice_text.hpp"

namespace aurawell::health {

/// What changes the advice: illnesses, limits of the body, ways of eating.
enum class condition : unsigned char {
  diabetes,
  hypertension,
  high_cholesterol,
  heart_disease,
  kidney_disease,
  gout,
  fatty_liver,
  thyroid,
  anaemia,
  asthma,
  reflux,
  osteoporosis,
  depression,
  eating_disorder,
  pregnancy,
  breastfeeding,
  knee_pain,
  back_pain,
  shoulder_pain,
  injury,
  vegetarian,
  vegan,
  lactose,
  gluten,
  nut_allergy,
  seafood_allergy,
  egg_allergy,
  soy_allergy,
  no_pork,
  shift_work,
  count
};

using condition_set = std::bitset<static_cast<std::size_t>(condition::count)>;

inline bool has(const condition_set& set, condition which) {
  return set[static_cast<std::size_t>(which)];
}

/// Every condition that the folded `text` names, except where it is denied ("no
/// diabetes") or only to be prevented.
condition_set conditions_in(std::string_view text);

/// As the person would call it, without an article: "high blood pressure".
bilingual name_of(condition which);

}  // namespace aurawell::health
