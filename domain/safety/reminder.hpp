#pragma once

#include <string>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"
#include "domain/safety/help/region.hpp"

namespace aurawell::safety {

/// A line for each kind of help, after an emergency in an earlier message of the same
/// conversation; empty if there was none.
std::string emergency_reminder(const finding_set& earlier, language lang, region where);

}  // namespace aurawell::safety
