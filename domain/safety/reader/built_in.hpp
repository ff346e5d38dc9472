#pragma once

#include <string_view>

namespace aurawell::safety {

/// The content of `lexicon.tsv`, built into the program.
std::string_view built_in_lexicon_table() noexcept;

/// The content of `reader.model`, built into the program.
std::string_view built_in_reader_model() noexcept;

}  // namespace aurawell::safety
