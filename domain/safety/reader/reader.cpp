#include "domain/safety/reader/reader.hpp"

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

#include "domain/safety/reader/built_in.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

/// Subtracted from the scores of a text without a concept, such as "and now?". Fewer than 1 % of
/// the emergencies in the corpus have no concept.
constexpr float caution_without_concept = 0.5F;

const reader_model& built_in_model() {
  static const reader_model model = [] {
    auto read = read_reader_model(built_in_reader_model());
    assert(read.has_value());
    return std::move(read).value();
  }();
  return model;
}

safety_level level_by(const level_values& scores, const level_values& holds) noexcept {
  for (const auto& [which, level] :
       {std::pair{level_score::emergency, safety_level::emergency},
        std::pair{level_score::urgent, safety_level::urgent},
        std::pair{level_score::see_doctor, safety_level::see_doctor}}) {
    const auto i = static_cast<std::size_t>(which);
    if (scores[i] >= holds[i]) {
      return level;
    }
  }
  return safety_level::routine;
}

/// Below this highest score a message has none of the known findings.
constexpr float least_likely = -0.6F;

finding unnamed_of(safety_level level) noexcept {
  return level == safety_level::emergency ? finding::other_emergency
         : level == safety_level::urgent  ? finding::other_urgent
                                          : finding::other_for_doctor;
}

// Returns the class of `level` with the highest score, or npos.
std::size_t most_likely(const reader_scores& scores, const reader_model& model,
                        std::optional<safety_level> level) {
  std::size_t best = std::string_view::npos;
  for (std::size_t i = 0; i < model.findings.size(); ++i) {
    const bool fits = !level || level_of(model.findings[i]) == *level;
    if (fits && (best == std::string_view::npos || scores.findings[i] > scores.findings[best])) {
      best = i;
    }
  }
  return best;
}

}  // namespace

bool is_of_self_harm(finding which) noexcept {
  return which == finding::self_harm || which == finding::poisoning ||
         which == finding::suicidal_hint;
}

reading reading_of(const reader_scores& scores, const reader_model& model, language lang) {
  const reader_thresholds& thresholds = model.thresholds[static_cast<std::size_t>(lang)];
  const std::size_t likely = most_likely(scores, model, std::nullopt);
  const bool self_harm = is_of_self_harm(model.findings[likely]);
  reading result;
  result.level =
      level_by(scores.levels, self_harm ? thresholds.holds_for_self_harm : thresholds.holds);
  const float urgent = scores.levels[static_cast<std::size_t>(level_score::urgent)];
  result.likely_harmless = urgent < thresholds.likely_harmless;
  result.surely_harmless = urgent < thresholds.surely_harmless;
  if (result.level == safety_level::routine) {
    return result;
  }
  const std::size_t best = most_likely(scores, model, result.level);
  if (best == std::string_view::npos || scores.findings[best] < least_likely) {
    result.found.set(static_cast<std::size_t>(unnamed_of(result.level)));
    return result;
  }
  for (std::size_t i = 0; i < model.findings.size(); ++i) {
    const bool fits = level_of(model.findings[i]) == result.level;
    if (fits && (i == best || scores.findings[i] > 0)) {
      result.found.set(static_cast<std::size_t>(model.findings[i]));
    }
  }
  return result;
}

reading read_meaning(std::string_view words, const reader_model& model) {
  const text_features features = features_of(words, built_in_lexicon());
  reader_scores scores = model.scores(features.rows);
  if (!features.says_a_concept) {
    for (float& each : scores.levels) {
      each -= caution_without_concept;
    }
  }
  return reading_of(scores, model, language_of(words, language::en));
}

reading read_meaning(std::string_view words) {
  return read_meaning(words, built_in_model());
}

}  // namespace aurawell::safety
