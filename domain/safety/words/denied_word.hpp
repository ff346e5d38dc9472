#pragma once

#include <cstddef>

#include "domain/safety/words/token_view.hpp"

namespace aurawell::safety {

/// Whether a denial precedes the word or number `at`, with only its label, comparisons and small
/// words between them: "no fever", 没有怀孕.
bool is_denied_word(const token_view& words, std::size_t at);

}  // namespace aurawell::safety
