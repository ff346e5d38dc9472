#pragma once

#include <optional>
#include <string_view>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"

namespace aurawell::safety {

/// What is added to the first minutes of `sign` if the person asked for is a child or a
/// minor; empty if nothing is. It takes nothing away: the age is the member's, and the
/// emergency may be somebody else's.
std::string_view line_for_young(finding sign, std::optional<int> age_years, language lang) noexcept;

}  // namespace aurawell::safety
