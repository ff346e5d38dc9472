#pragma once

#include <string_view>

#include "domain/text/phrase_text.hpp"

namespace aurawell::safety {

/// Whether the words before the sign at `at`, in its clause, certainly deny it: "no chest pain",
/// "没有头晕或胸痛", "how to prevent seizures". A doubtful denial does not count: "not just chest
/// pain", "是不是中风", "before, I had no chest pain".
bool is_denied(std::string_view text, text_span at);

/// Whether the clause of the sign is about the past and has no word for the present: "my dad had a
/// stroke two years ago".
bool is_long_past(std::string_view text, text_span at);

}  // namespace aurawell::safety
