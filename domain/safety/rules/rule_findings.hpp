#pragma once

#include <optional>
#include <string_view>

#include "domain/safety/findings/finding.hpp"
#include "domain/safety/reader/reader.hpp"

namespace aurawell::safety {

/// Returns what the rules of the tables find in one message, without the findings that the reader
/// overrules as a figure of speech, homework or a film. To overrule suicide or poisoning, the
/// reader must be surer. `phrase_text` is a result of `phrase_text()`, `meant` the reader's result
/// for the same words, `age_years` the age of the person whom the question is about.
finding_set found_by_rules(std::string_view phrase_text, std::optional<int> age_years,
                           const reading& meant);

}  // namespace aurawell::safety
