#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"
#include "domain/safety/reader/text_features.hpp"

namespace aurawell::safety {

/// Levels with a score: the score for "this level or a higher one".
enum class level_score : unsigned char { see_doctor, urgent, emergency };
inline constexpr std::size_t level_scores = 3;

/// Rows of the weights of findings. Fewer than `feature_rows`, so several features share a row.
inline constexpr std::size_t finding_rows = std::size_t{1} << 12U;

/// One value for each `level_score`.
using level_values = std::array<float, level_scores>;

/// Lowest scores at which a level applies, for one language.
struct reader_thresholds {
  level_values holds{};
  /// As `holds`, if the most likely finding is suicide or poisoning.
  level_values holds_for_self_harm{};
  /// Below this score of `urgent` a text is most likely harmless.
  float likely_harmless = 0;
  /// Below this score of `urgent` a text is certainly harmless.
  float surely_harmless = 0;
};

/// Scores of one text.
struct reader_scores {
  level_values levels{};
  /// One for each class in `reader_model::findings`.
  std::vector<float> findings;
};

/// Learned linear weights: weight = scale of the column × byte.
struct reader_model {
  std::array<reader_thresholds, 2> thresholds{};  ///< by `language`
  level_values level_scales{};
  level_values level_biases{};
  std::vector<finding> findings;  ///< the classes
  std::vector<float> finding_scales;
  std::vector<float> finding_biases;
  std::vector<std::int8_t> level_weights;    ///< row by row, `level_scores` each
  std::vector<std::int8_t> finding_weights;  ///< row by row, one for each class

  reader_scores scores(const std::vector<text_feature>& features) const;
  /// The parts of those; the second is the costly one.
  level_values scores_of_levels(const std::vector<text_feature>& features) const;
  std::vector<float> scores_of_findings(const std::vector<text_feature>& features) const;
};

/// Returns the file of a model: magic, version, checksum, then the fields above.
std::string written(const reader_model& model);

/// Returns nothing if the file has another version or size, an unknown finding, or a wrong
/// checksum.
std::optional<reader_model> read_reader_model(std::string_view file);

}  // namespace aurawell::safety
