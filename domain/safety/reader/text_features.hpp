#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/safety/reader/lexicon.hpp"

namespace aurawell::safety {

/// One property of a text: a word, a sequence of words, a concept, two concepts.
struct text_feature {
  /// Below `feature_rows`.
  std::uint32_t row = 0;
  float weight = 0;
};

/// The properties are hashed to so many rows; a power of two.
inline constexpr std::size_t feature_rows = std::size_t{1} << 19U;

/// No more are taken from one text.
inline constexpr std::size_t most_features = 40'000;

/// All properties of a text.
struct text_features {
  /// Each row once. The squares of the weights add up to 1.
  std::vector<text_feature> rows;
  /// Whether the text says anything that the lexicon knows.
  bool says_a_concept = false;
};

text_features features_of(std::string_view words, const lexicon& known);

}  // namespace aurawell::safety
