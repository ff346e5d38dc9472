#pragma once

#include <string>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"
#include "domain/safety/help/region.hpp"

namespace aurawell::safety {

/// Returns a line for each kind of help after an emergency in an earlier message of the
/// conversation; empty if there was none.
std::string emergency_reminder(const finding_set& earlier, language lang, region user_region);

}  // namespace aurawell::safety
