#pragma once

#include <optional>
#include <string>

#include "domain/language.hpp"
#include "domain/safety/help/region.hpp"
#include "domain/safety/screen.hpp"

namespace aurawell::safety {

/// Returns the text that the service puts before an answer of any provider, as Markdown: the first
/// minutes of an emergency; otherwise a reminder of an earlier emergency, and when to see a doctor
/// about the findings. Findings of level `see_doctor` are mentioned once in a conversation. Empty
/// if there is nothing to say. `age_years` is the age of the person whom the question is about.
std::string answer_opening(const screening& found, language lang, region user_region,
                           std::optional<int> age_years = std::nullopt);

}  // namespace aurawell::safety
