#pragma once

#include <string>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"
#include "domain/safety/help/call_line.hpp"
#include "domain/safety/help/region.hpp"

namespace aurawell::safety {

/// Advice for a finding that is no emergency but needs a doctor. Names no dose of any drug. General
/// advice of public health services (NHS, WHO); no row was compared with a single source.
struct early_care {
  finding which;
  call_for service;
  /// What the finding may be a sign of.
  bilingual may_be;
  /// How soon to see a doctor.
  bilingual soon;
  /// Signs that it has become an emergency.
  bilingual at_once;
  /// What an answer should ask.
  bilingual ask;
};

/// Requires a finding that is no emergency.
const early_care& early_care_for(finding which) noexcept;

/// Returns Markdown for the two most pressing findings of `found` that are no emergencies: what
/// each may be, how soon to see a doctor and when to call at once. Empty if there is none. It
/// precedes an answer that has no `emergency_preamble`.
std::string early_care_preamble(const finding_set& found, language lang,
                                region user_region = region::unknown);

}  // namespace aurawell::safety
