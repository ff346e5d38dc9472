#pragma once

#include <string_view>

#include "domain/text/phrase_text.hpp"

namespace aurawell::safety {

/// True if the words before the sign at `at`, in its own clause, surely deny it: "no chest
/// pain", "没有头晕或胸痛", "how to prevent seizures". A doubtful denial is none: "not just
/// chest pain", "是不是中风", "before, I had no chest pain".
bool is_denied(std::string_view text, text_span at);

/// True if the clause of the sign tells of the past and nothing in it of the present:
/// "my dad had a stroke two years ago".
bool is_long_past(std::string_view text, text_span at);

}  // namespace aurawell::safety
