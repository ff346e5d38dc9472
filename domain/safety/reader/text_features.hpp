#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/safety/reader/lexicon.hpp"

namespace aurawell::safety {

/// One feature of a text: a word, a sequence of words, a concept, two concepts.
struct text_feature {
  /// Below `feature_rows`.
  std::uint32_t row = 0;
  float weight = 0;
};

/// Number of rows that features are hashed to; a power of two.
inline constexpr std::size_t feature_rows = std::size_t{1} << 19U;

/// Most features of one text.
inline constexpr std::size_t most_features = 40'000;

/// All features of a text.
struct text_features {
  /// Without duplicate rows. The squares of the weights add up to 1.
  std::vector<text_feature> rows;
  /// Whether the text has a concept of the lexicon.
  bool says_a_concept = false;
};

text_features features_of(std::string_view words, const lexicon& known);

}  // namespace aurawell::safety
