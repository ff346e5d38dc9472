#pragma once

#include <optional>
#include <string_view>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"

namespace aurawell::safety {

/// Returns the line to add to the first minutes of `sign` if the person whom the question is about
/// is a child or a minor; empty if there is none. It replaces nothing: the age is the member's, but
/// the emergency may be another person's.
std::string_view line_for_young(finding sign, std::optional<int> age_years, language lang) noexcept;

}  // namespace aurawell::safety
