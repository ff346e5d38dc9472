#pragma once

#include <optional>
#include <string>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"
#include "domain/safety/help/region.hpp"

namespace aurawell::safety {

/// What to do now, what not to do and whom to call, for the two most pressing emergencies of
/// `found`, as Markdown; empty if there is none. Whoever has to be called for the others is
/// named, too. It stands before anything else in an answer, of whatever provider.
/// `age_years`: of the person asked for; a child or a minor gets a line on top.
std::string emergency_preamble(const finding_set& found, language lang, region where,
                               std::optional<int> age_years = std::nullopt);

}  // namespace aurawell::safety
