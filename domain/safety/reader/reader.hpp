#pragma once

#include <string_view>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"
#include "domain/safety/findings/level.hpp"
#include "domain/safety/reader/reader_model.hpp"

namespace aurawell::safety {

/// Whether a text is harmless: a figure of speech, homework, a film.
struct harmlessness {
  bool likely = false;
  bool surely = false;
};

/// The learned reader's result for a text.
struct reading {
  safety_level level = safety_level::routine;
  /// The most likely findings of `level`; `other_…` if none is likely. Empty at `routine`.
  finding_set found;
  harmlessness harmless{};
};

/// Reads one message with the model that is built into the program. Any thread; keeps nothing.
/// Takes less than 1 ms for 1,000 characters. Reads at most `longest_read_text` characters.
reading read_meaning(std::string_view words);

/// As above, with another model.
reading read_meaning(std::string_view words, const reader_model& model);

/// Returns `read_meaning(words).harmless` at a lower cost.
harmlessness read_harmlessness(std::string_view words);

/// Compares scores with the thresholds of the model.
reading reading_of(const reader_scores& scores, const reader_model& model, language lang);

/// Whether it is suicide, poisoning or thoughts of death. Missing these is the worst error.
bool is_of_self_harm(finding which) noexcept;

}  // namespace aurawell::safety
