#pragma once

#include <vector>

#include "domain/safety/reader/reader_model.hpp"
#include "tests/safety_corpus/corpus.hpp"

namespace aurawell::safety {

/// Scores of an utterance by a model that has not learned from its batch.
struct judged {
  utterance said;
  level_values scores{};
  /// The most likely finding is suicide or poisoning.
  bool self_harm = false;
};

/// Of the look-alikes of `tune`, which are harder than what people write: of two sets that
/// strangers to the corpus wrote, less than half as many raised an alarm. Chosen with these sets:
/// with less, more than 5 % of the emergencies of one were missed.
inline constexpr double most_false_alarms_in_chinese = 0.045;
inline constexpr double most_false_alarms_in_english = 0.03;

/// The thresholds of one language that find most, with at most `most_false_alarms`, a share, of
/// the look-alikes at `urgent` or above (the rules add to that) and 5 % above `routine`.
reader_thresholds chosen_thresholds(const std::vector<judged>& of_one_language,
                                    double most_false_alarms);

}  // namespace aurawell::safety
