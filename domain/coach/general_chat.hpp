#pragma once

#include <string_view>

#include "domain/health/advice_text.hpp"

namespace aurawell::health {

/// Answers a greeting, thanks, a question about the coach, or a question that needs a look-up, and
/// proposes what to ask. Returns false and writes nothing if the folded text is none of these.
bool write_small_talk(advice_text& out, std::string_view folded_text);

/// Answers a question in which nothing was recognised.
void write_not_understood(advice_text& out);

}  // namespace aurawell::health
