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

const reader_thresholds& thresholds_of(const reader_model& model, language lang) {
  return model.thresholds[static_cast<std::size_t>(lang)];
}

// Whether the text reaches a level, whatever its findings are.
bool may_reach_level(const level_values& scores, const reader_thresholds& thresholds) noexcept {
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i] >= std::min(thresholds.holds[i], thresholds.holds_for_self_harm[i])) {
      return true;
    }
  }
  return false;
}

harmlessness harmlessness_by(const level_values& scores, const reader_thresholds& thresholds) {
  const float urgent = scores[static_cast<std::size_t>(level_score::urgent)];
  return {urgent < thresholds.likely_harmless, urgent < thresholds.surely_harmless};
}

level_values levels_of(const text_features& features, const reader_model& model) {
  level_values scores = model.scores_of_levels(features.rows);
  if (!features.says_a_concept) {
    for (float& each : scores) {
      each -= caution_without_concept;
    }
  }
  return scores;
}

}  // namespace

bool is_of_self_harm(finding which) noexcept {
  return which == finding::self_harm || which == finding::poisoning ||
         which == finding::suicidal_hint;
}

reading reading_of(const reader_scores& scores, const reader_model& model, language lang) {
  const reader_thresholds& thresholds = thresholds_of(model, lang);
  const std::size_t likely = most_likely(scores, model, std::nullopt);
  const bool self_harm = is_of_self_harm(model.findings[likely]);
  reading result;
  result.level =
      level_by(scores.levels, self_harm ? thresholds.holds_for_self_harm : thresholds.holds);
  result.harmless = harmlessness_by(scores.levels, thresholds);
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
  const language lang = language_of(words, language::en);
  const reader_thresholds& thresholds = thresholds_of(model, lang);
  level_values levels = levels_of(features, model);
  if (!may_reach_level(levels, thresholds)) {
    reading result;
    result.harmless = harmlessness_by(levels, thresholds);
    return result;
  }
  return reading_of({levels, model.scores_of_findings(features.rows)}, model, lang);
}

reading read_meaning(std::string_view words) {
  return read_meaning(words, built_in_model());
}

harmlessness read_harmlessness(std::string_view words) {
  const auto& model = built_in_model();
  const text_features features = features_of(words, built_in_lexicon());
  return harmlessness_by(levels_of(features, model),
                         thresholds_of(model, language_of(words, language::en)));
}

}  // namespace aurawell::safety
