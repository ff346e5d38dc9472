#pragma once

#include <cstddef>
#include <string>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"

namespace aurawell::safety {

/// So many findings are named, and so many questions are proposed.
inline constexpr std::size_t most_findings_noted = 8;
inline constexpr std::size_t most_questions_noted = 3;

/// What a language model is told of the screen, for its instructions: the level that the
/// conversation has reached, what the newest message says, what the person reads before
/// the model's answer, how to go on, and what to ask. Empty at `routine`. It holds only words
/// of the service, none of the person's. It takes for granted that the preamble for `found`
/// is put in front of the answer.
std::string prompt_notes(const finding_set& found, safety_level level, language lang);

}  // namespace aurawell::safety
