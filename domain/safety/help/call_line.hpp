#pragma once

#include <string_view>

#include "domain/language.hpp"
#include "domain/safety/help/region.hpp"

namespace aurawell::safety {

/// Who is called.
enum class call_for : unsigned char {
  ambulance,
  /// One goes to hospital oneself, and calls an ambulance if that fails.
  hospital,
  /// Poison: the ambulance, and whoever knows poisons.
  poison,
  /// Thoughts of dying: people who listen.
  crisis,
  police,
  /// Somebody confused is a danger: the ambulance, and the police if it is not safe.
  confusion,
  count
};

/// Whom to call now, with the numbers of the region; of all regions where it is unknown.
std::string_view call_line(call_for whom, language lang, region where);

/// The same numbers, to be kept at hand by somebody who does not need them yet.
std::string_view number_line(call_for whom, language lang, region where);

}  // namespace aurawell::safety
