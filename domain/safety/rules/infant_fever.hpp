#pragma once

#include <optional>
#include <string_view>

#include "domain/text/phrase_text.hpp"

namespace aurawell::safety {

/// Whether a phrase text is about fever in a child under three months. `triples`: those of the
/// text. `age_years` is the age of the person whom the question is about; only 0 counts as an
/// infant.
bool has_infant_fever(std::string_view text, const triple_set& triples,
                      std::optional<int> age_years);

}  // namespace aurawell::safety
