#pragma once

#include <vector>

#include "domain/completion.hpp"
#include "domain/ports/advice_store.hpp"

namespace aurawell {

/// The messages for a language model: instructions, history, then the new question.
/// All but the last depend only on kind, language and history, byte for byte, so that
/// a provider's prefix cache holds. Context is data: it stands between delimiters
/// that its own text cannot close.
std::vector<prompt_message> build_prompt(const advice_question& question,
                                         const std::vector<past_exchange>& history);

}  // namespace aurawell
