#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "domain/safety/values/measurement.hpp"

namespace aurawell::safety {

inline constexpr double mmhg_in_kpa = 7.50062;
inline constexpr double minutes_in_hour = 60;
inline constexpr double minutes_in_day = 24 * minutes_in_hour;

/// A function that reads values from the number token `at` and adds them to `found`. Returns the
/// last token of the value, or no_token if it reads nothing.
using value_reader = std::size_t (*)(const token_view& words, std::size_t at,
                                     std::vector<measurement>& found);

/// "170/110", "200 over 120", 高压200低压120.
std::size_t read_pressure(const token_view& words, std::size_t at, std::vector<measurement>& found);

/// Ages, weeks of pregnancy, days since birth and how long something lasts.
std::size_t read_time(const token_view& words, std::size_t at, std::vector<measurement>& found);

/// A mass for the reader of body weights: the number `at`, its unit, and kilograms per unit. The
/// reader adds nothing for the mass of a thing and for weight that somebody lost or gained.
struct mass_told {
  std::size_t at;
  std::size_t unit_at;
  double kilograms;
};
void read_weight(const token_view& words, const mass_told& mass, std::vector<measurement>& found);

/// Weights and amounts of drugs and drinks.
std::size_t read_amount(const token_view& words, std::size_t at, std::vector<measurement>& found);

/// A time in minutes that a seizure, unconsciousness or a lack may last; `at` is the number and
/// `unit_at` its unit. The reader adds nothing if no such state is named nearby.
struct minutes_told {
  std::size_t at;
  std::size_t unit_at;
  double low;
  double high;
};
void read_lasting(const token_view& words, const minutes_told& span,
                  std::vector<measurement>& found);

/// Other values with a label or an unambiguous unit.
std::size_t read_vital(const token_view& words, std::size_t at, std::vector<measurement>& found);

/// The display of a meter without a number: "meter says HI", 酮体+++. `at` is any token.
void read_meter(const token_view& words, std::size_t at, std::vector<measurement>& found);

/// "the whole bottle", 整盒: one pack without a number. `at` is any token.
void read_whole_pack(const token_view& words, std::size_t at, std::vector<measurement>& found);

/// Returns the word that names the value at `at`, which has no unit or a vital unit; no_token if
/// there is none. The word is before the value in its clause, close after it, or at the end of the
/// previous clause.
std::size_t label_of(const token_view& words, std::size_t at);

/// Returns the tenths after "度": 5 for "度5" and "度五"; 0 if there are none.
int part_of_degree(std::string_view rest);

/// Adds the value of the number `at`, between `low` and `high`, with its person and circumstance.
void add_value(const token_view& words, std::size_t at, std::size_t label, measurement value,
               std::vector<measurement>& found);

}  // namespace aurawell::safety
