#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "domain/safety/reader/reader_model.hpp"
#include "tests/safety_corpus/corpus.hpp"

namespace aurawell::safety {

/// An utterance with its features.
struct sample {
  utterance said;
  std::vector<text_feature> features;
};

std::vector<sample> samples_of(const std::vector<utterance>& utterances);

/// Trains weights, bias and findings of a model on samples. The thresholds stay as they are. One
/// thread; the same samples in the same order give the same model.
reader_model learn(const std::vector<const sample*>& samples);

}  // namespace aurawell::safety
