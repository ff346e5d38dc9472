#pragma once

#include <optional>
#include <string>

#include "domain/language.hpp"
#include "domain/safety/help/region.hpp"
#include "domain/safety/screen.hpp"

namespace aurawell::safety {

/// What the service says before an answer, of whatever provider, as Markdown: the first
/// minutes of an emergency; else a reminder of an earlier one, and when to see a doctor
/// about what was found. What only a doctor should see some day is said once in a
/// conversation. Empty if there is nothing to say. `age_years`: of the person asked for.
std::string answer_opening(const screening& found, language lang, region where,
                           std::optional<int> age_years = std::nullopt);

}  // namespace aurawell::safety
