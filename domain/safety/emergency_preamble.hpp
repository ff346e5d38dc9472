#pragma once

#include <optional>
#include <string>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"
#include "domain/safety/help/region.hpp"

namespace aurawell::safety {

/// Returns Markdown for the two most pressing emergencies of `found`: what to do now, what not to
/// do and whom to call. Also names whom to call for the others. Empty if there is no emergency. It
/// precedes everything else in an answer of any provider. `age_years` is the age of the person whom
/// the question is about; for a child or a minor there is one more line.
std::string emergency_preamble(const finding_set& found, language lang, region user_region,
                               std::optional<int> age_years = std::nullopt);

}  // namespace aurawell::safety
