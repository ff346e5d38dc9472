#pragma once

#include <string_view>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"
#include "domain/safety/findings/level.hpp"
#include "domain/safety/reader/reader_model.hpp"

namespace aurawell::safety {

/// What a text means to the learned reader.
struct reading {
  safety_level level = safety_level::routine;
  /// The most likely ones of this level; `other_…` if none is likely. Empty at `routine`.
  finding_set found;
  /// The text is most likely a look-alike: a way of speaking, homework, a film;
  bool likely_harmless = false;
  /// or surely.
  bool surely_harmless = false;
};

/// Reads one message with the model that is built into the program. Any thread may call it;
/// nothing is kept. Below 1 ms for 1,000 characters. No more than `longest_read_text`
/// characters are read.
reading read_meaning(std::string_view words);

/// The same with another model.
reading read_meaning(std::string_view words, const reader_model& model);

/// What scores mean by the thresholds of the model.
reading reading_of(const reader_scores& scores, const reader_model& model, language lang);

/// Suicide, poisoning, thoughts of death: nothing else is worse to miss.
bool is_of_self_harm(finding which) noexcept;

}  // namespace aurawell::safety
