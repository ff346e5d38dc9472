#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "domain/safety/values/measurement.hpp"

namespace aurawell::safety {

inline constexpr double mmhg_in_kpa = 7.50062;
inline constexpr double minutes_in_hour = 60;
inline constexpr double minutes_in_day = 24 * minutes_in_hour;

/// Each reads what it knows from the number token `at` and adds it to `found`. The result
/// is the last token that belongs to it, or no_token if it reads nothing there.
using value_reader = std::size_t (*)(const token_view& words, std::size_t at,
                                     std::vector<measurement>& found);

/// "170/110", "200 over 120", 高压200低压120.
std::size_t read_pressure(const token_view& words, std::size_t at, std::vector<measurement>& found);

/// Ages, weeks of pregnancy, days since birth and how long something lasts.
std::size_t read_time(const token_view& words, std::size_t at, std::vector<measurement>& found);

/// What somebody weighs: the number `at`, its unit, and kilograms in that. Adds nothing for the
/// mass of a thing, and for what somebody lost or gained.
struct mass_told {
  std::size_t at;
  std::size_t unit_at;
  double kilograms;
};
void read_weight(const token_view& words, const mass_told& mass, std::vector<measurement>& found);

/// Weights and amounts of drugs and drinks.
std::size_t read_amount(const token_view& words, std::size_t at, std::vector<measurement>& found);

/// How long a seizure, unconsciousness or a lack lasts, in minutes; `at` is the number and
/// `unit_at` its unit. Adds nothing if the message names none of them near.
struct minutes_told {
  std::size_t at;
  std::size_t unit_at;
  double low;
  double high;
};
void read_lasting(const token_view& words, const minutes_told& span,
                  std::vector<measurement>& found);

/// Other values with a label or a telling unit.
std::size_t read_vital(const token_view& words, std::size_t at, std::vector<measurement>& found);

/// What a meter shows without a number: "meter says HI", 酮体+++. `at` is any token.
void read_meter(const token_view& words, std::size_t at, std::vector<measurement>& found);

/// "the whole bottle", 整盒: one pack without a number. `at` is any token.
void read_whole_pack(const token_view& words, std::size_t at, std::vector<measurement>& found);

/// The word that names the bare value or the value in a vital unit at `at`, else no_token:
/// before it in its clause, close behind it, or at the end of the clause before.
std::size_t label_of(const token_view& words, std::size_t at);

/// The tenths behind "度": of "度5" and "度五" 5; 0 if there are none.
int part_of_degree(std::string_view rest);

/// Adds the value between `low` and `high` of the number `at` with all that is said of it.
void add_value(const token_view& words, std::size_t at, std::size_t label, measurement value,
               std::vector<measurement>& found);

}  // namespace aurawell::safety
