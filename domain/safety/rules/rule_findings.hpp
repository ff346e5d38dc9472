#pragma once

#include <optional>
#include <string_view>

#include "domain/safety/findings/finding.hpp"
#include "domain/safety/reader/reader.hpp"

namespace aurawell::safety {

/// What the rules of the tables find in one message, without what the reader takes for a way
/// of speaking, homework or a film: it has to be surer to overrule a rule of suicide or
/// poisoning. `phrase_text` as `phrase_text()` writes it, `meant` what the reader says of the
/// same words, `age_years` of the person asked for.
finding_set found_by_rules(std::string_view phrase_text, std::optional<int> age_years,
                           const reading& meant);

}  // namespace aurawell::safety
