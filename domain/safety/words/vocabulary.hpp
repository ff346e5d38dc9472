#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace aurawell::safety {

/// The quantity of a value, with its unit.
enum class quantity : unsigned char {
  oxygen,              ///< per cent
  pulse,               ///< per minute
  breaths,             ///< per minute
  systolic,            ///< mmHg
  diastolic,           ///< mmHg
  temperature,         ///< °C
  glucose,             ///< mmol/L
  ketones,             ///< mmol/L
  seizure,             ///< minutes
  unconscious,         ///< minutes
  no_urine,            ///< hours
  no_drink,            ///< hours without a drink, milk included
  no_food,             ///< hours
  no_foetal_movement,  ///< hours
  age,                 ///< days
  pregnancy,           ///< weeks
  after_birth,         ///< days since giving birth
  weight,              ///< kg
  drug_mass,           ///< mg
  drug_pieces,         ///< tablets and the like
  other,               ///< a number that is not read here, such as a price or a room
};

enum class unit : unsigned char {
  percent,
  per_minute,
  times,
  mmhg,
  kpa,
  mmol,
  mg_dl,
  celsius,
  fahrenheit,
  degree,
  gram,
  milligram,
  kilogram,
  jin,
  pound,
  piece,
  strip,
  box,
  bottle,
  handful,
  of_them,
  drink,
  spirit_bottle,
  wine_bottle,
  beer_bottle,
  spirit_jin,
  second,
  minute,
  hour,
  day,
  week,
  month,
  year,
  year_old,
  other,
};

enum class drug : unsigned char {
  unknown,
  tablet,  ///< an unnamed drug; only its form is known: "吃了40片"
  paracetamol,
  ibuprofen,
  aspirin,
  sleeping,
  opioid,
  antidepressant,
  heart,
  antidiabetic,
  iron,
  other_danger,
  harmless,
  alcohol,
  count
};

enum class person : unsigned char { unknown, self, adult, child, animal };

enum class mark : unsigned char {
  denied,
  above,
  below,
  far_past,
  now,
  imagined,
  goal,
  sport,
  at_rest,
  surroundings,
  habit,
  daily,
  over_weeks,
  intake,
  no_intake,
  from,
  to,
  ago,
  old,
  reads,
  high,
  low,
  not_said,
  pregnant_weeks,
  is_age,
  born,
  count
};

/// A fact about a person that is not a number.
enum class fact : unsigned char {
  lung_disease,
  weak_defence,
  pregnant,
  gave_birth,
  athlete,
  fever,
  newborn,
  pressure_sign,
  sugar_sign,
  pills_taken,
  pressure_140,
  pressure_160,
  pressure_180,
  sugar_20,
  fever_38,
  count
};

enum class word_kind : unsigned char { label, unit, drug, person, mark, fact };

/// A meaning of a word. `code` is a value of the enumeration that `kind` selects.
struct word {
  word_kind kind;
  unsigned char code;
  std::size_t size;  ///< bytes
};

/// Returns the meanings of the longest known word that begins at `at` of a phrase text; empty if
/// there is none. A word of ASCII letters ends where no letter follows.
std::span<const word> words_at(std::string_view text, std::size_t at);

/// The words of the tables, separated by `|`.
struct word_list {
  word_kind kind;
  unsigned char code;
  std::string_view spellings;
};

std::span<const word_list> measure_words() noexcept;
std::span<const word_list> person_words() noexcept;
std::span<const word_list> circumstance_words() noexcept;

}  // namespace aurawell::safety
