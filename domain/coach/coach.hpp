#pragma once

#include <string>

#include "domain/chat/completion.hpp"

namespace aurawell::health {

/// Returns the built-in coach's answer: Markdown in the language of the question. A pure function
/// of its argument. The answer says that it comes from the offline coach and what it assumed, and
/// ends with the line that it is no medical advice.
std::string coach_answer(const advice_question& question);

}  // namespace aurawell::health
