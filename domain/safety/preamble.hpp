#pragma once

#include <optional>
#include <string>

#include "domain/language.hpp"
#include "domain/safety/finding.hpp"
#include "domain/safety/region.hpp"

namespace aurawell::safety {

/// What to do now and whom to call, for the two most pressing emergencies of `found`, as
/// Markdown; empty if there is none. It stands before anything else in an answer, of
/// whatever provider. `age_years`: of the person asked for; a child or a minor gets a line on top.
std::string emergency_preamble(const finding_set& found, language lang, region where,
                               std::optional<int> age_years = std::nullopt);

/// One or two lines after an emergency in an earlier message of the same conversation;
/// empty if there was none.
std::string emergency_reminder(const finding_set& earlier, language lang, region where);

}  // namespace aurawell::safety
