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

/// What the weights of levels are for: a score for "this level or a higher one".
enum class level_score : unsigned char { see_doctor, urgent, emergency };
inline constexpr std::size_t level_scores = 3;

/// Rows of the weights of findings. Fewer than `feature_rows`: several properties share one.
inline constexpr std::size_t finding_rows = std::size_t{1} << 12U;

/// A value per level, as in `level_score`.
using level_values = std::array<float, level_scores>;

/// From what score a level holds, in one language.
struct reader_thresholds {
  level_values holds{};
  /// The same if the most likely finding is suicide or poisoning.
  level_values holds_for_self_harm{};
  /// Below this score of `urgent` a text is most likely a look-alike,
  float likely_harmless = 0;
  /// and below this one surely.
  float surely_harmless = 0;
};

/// Scores of one text.
struct reader_scores {
  level_values levels{};
  /// By class of the model, as many as `reader_model::findings`.
  std::vector<float> findings;
};

/// Linear weights, as they are learned: weight = scale of the column × byte.
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
};

/// The file of a model: magic, version, checksum, then the fields above.
std::string written(const reader_model& model);

/// Nothing if the file is of another version or size, names an unknown finding, or its
/// checksum is wrong.
std::optional<reader_model> read_reader_model(std::string_view file);

}  // namespace aurawell::safety
