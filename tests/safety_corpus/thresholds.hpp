#pragma once

#include <vector>

#include "domain/safety/reader/reader_model.hpp"
#include "tests/safety_corpus/corpus.hpp"

namespace aurawell::safety {

/// Scores of an utterance by a model that was trained without its batch.
struct judged {
  utterance said;
  level_values scores{};
  /// The most likely finding is suicide or poisoning.
  bool self_harm = false;
};

/// Share of the look-alikes of `tune`. They are harder than real messages: in two sets by people
/// who did not know the corpus, less than half as many raised an alarm. Chosen with these sets:
/// with a lower share, more than 5 % of the emergencies of one were missed.
inline constexpr double most_false_alarms_in_chinese = 0.045;
inline constexpr double most_false_alarms_in_english = 0.03;

/// Returns the thresholds of one language that find most, while at most the share
/// `most_false_alarms` of the look-alikes is at `urgent` or above (rules add to that) and 5 % above
/// `routine`.
reader_thresholds chosen_thresholds(const std::vector<judged>& of_one_language,
                                    double most_false_alarms);

}  // namespace aurawell::safety
