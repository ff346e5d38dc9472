#pragma once

#include <string>

#include "domain/chat/completion.hpp"

namespace aurawell::health {

/// Writes the built-in coach's answer: Markdown in the language of the question.
/// Deterministic, a pure function of its argument. It says that it is the offline
/// coach and what it assumed, and ends with the line that it is no medical advice.
std::string coach_answer(const advice_question& question);

}  // namespace aurawell::health
