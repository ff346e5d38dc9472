#pragma once

#include <string_view>

#include "domain/health/advice_text.hpp"

namespace aurawell::health {

/// Answers a greeting, thanks, a question about the coach, or one that it cannot look
/// up, and offers a way forward. False, and nothing written, if the folded text is
/// none of these.
bool write_small_talk(advice_text& out, std::string_view folded_text);

/// For a question of which nothing was understood.
void write_not_understood(advice_text& out);

}  // namespace aurawell::health
