#pragma once

#include <string>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"
#include "domain/safety/help/call_line.hpp"
#include "domain/safety/help/region.hpp"

namespace aurawell::safety {

/// What is said of something that is no emergency but should be seen. It names no dose of
/// any drug. General advice of public health services (NHS, WHO); no row was compared with a
/// single source.
struct early_care {
  finding which;
  call_for whom;
  /// What it may be a sign of.
  bilingual may_be;
  /// How soon it should be seen.
  bilingual soon;
  /// When it has become an emergency.
  bilingual at_once;
  /// What an answer should find out.
  bilingual ask;
};

/// `which` is no emergency.
const early_care& early_care_for(finding which) noexcept;

/// What it may be, how soon to be seen and when to call at once, for the two most pressing
/// of `found` that are no emergencies, as Markdown; empty if there is none. It stands in
/// front of an answer that has no `emergency_preamble`.
std::string early_care_preamble(const finding_set& found, language lang,
                                region where = region::unknown);

}  // namespace aurawell::safety
