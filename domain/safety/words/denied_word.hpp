#pragma once

#include <cstddef>

#include "domain/safety/words/token_view.hpp"

namespace aurawell::safety {

/// Whether the word or number `at` is denied before it, with only its label, comparisons and
/// small words between: "no fever", 没有怀孕.
bool is_denied_word(const token_view& words, std::size_t at);

}  // namespace aurawell::safety
