#pragma once

#include <string_view>

#include "domain/language.hpp"
#include "domain/safety/help/region.hpp"

namespace aurawell::safety {

/// Whom to call.
enum class call_for : unsigned char {
  ambulance,
  /// Go to hospital; call an ambulance if that is not possible.
  hospital,
  /// Poisoning: the ambulance and a poison centre.
  poison,
  /// Thoughts of dying: a crisis line.
  crisis,
  police,
  /// A confused person is dangerous: the ambulance, and the police if it is not safe.
  confusion,
  count
};

/// Returns a line that says whom to call now, with the numbers of the region; of all regions if the
/// region is unknown.
std::string_view call_line(call_for service, language lang, region user_region);

/// Returns a line with the same numbers for somebody who does not need them now.
std::string_view number_line(call_for service, language lang, region user_region);

}  // namespace aurawell::safety
