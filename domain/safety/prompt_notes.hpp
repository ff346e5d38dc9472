#pragma once

#include <cstddef>
#include <string>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"

namespace aurawell::safety {

/// Most findings that are named, and most questions that are proposed.
inline constexpr std::size_t most_findings_noted = 8;
inline constexpr std::size_t most_questions_noted = 3;

/// Returns the notes on the screen for a language model's instructions: the level of the
/// conversation, the findings of the newest message, what the person reads before the model's
/// answer, how to continue, and what to ask. Empty at `routine`. Contains no words of the person.
/// Requires that the preamble for `found` is put in front of the answer.
std::string prompt_notes(const finding_set& found, safety_level level, language lang);

}  // namespace aurawell::safety
