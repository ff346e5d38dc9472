#pragma once

#include <cstddef>
#include <vector>

#include "domain/chat/completion.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/prompt/past_readings.hpp"

namespace aurawell {

/// How much of a conversation goes into a prompt, in `estimated_tokens`.
struct prompt_budget {
  /// Past exchanges, unchanged.
  std::size_t history_tokens = 8'000;
  /// The note on the exchanges before those; 0: none.
  std::size_t note_tokens = 400;
  /// Most past exchanges, however short.
  std::size_t exchanges = 20;
};

/// The newest exchanges before the history, at most this many, are condensed into the note. Fixed,
/// so that the note does not change when its oldest ones are no longer loaded.
inline constexpr std::size_t most_condensed = 32;

/// Exchanges that `build_prompt` needs so that its beginning stays the same; all of a shorter
/// conversation.
constexpr std::size_t exchanges_to_load(const prompt_budget& budget) noexcept {
  return budget.exchanges == 0 ? 0 : budget.exchanges + most_condensed;
}

/// The messages for a language model: instructions, profile, history, then the new question. All
/// but the last depend only on kind, language, stored profile and history, byte for byte. The
/// prompt of the next question begins with this prompt and its answer, so a provider's prefix cache
/// stays valid. (The context of a question is sent only with that question; later prompts repeat
/// the question without it.)
///
/// `question.known` is in two places. What the user fills in (`profile_fields`) follows the
/// instructions: it changes seldom, is cheap while cached, and an edit costs one prompt without
/// cache. What devices measure (`measured_fields`) may change with each question and is part of the
/// last message. A general chat gets neither.
///
/// A history over the budget loses its older part in one step, up to half of it, and then keeps its
/// beginning until the budget is full again. The removed part is condensed into a `history_note`
/// behind the profile, which changes only with that step. `older`: number of exchanges of the
/// conversation before `history`; it keeps the steps at the same places when `history` is a sliding
/// window.
///
/// Thoughts in an answer of the history are removed; those without an opening tag only if
/// `may_be_unopened` (`without_thoughts`).
///
/// Profile, context and note are data between delimiters that their text cannot close. Role markers
/// are removed from question, history and data.
std::vector<prompt_message> build_prompt(const advice_question& question,
                                         const std::vector<past_exchange>& history,
                                         const prompt_budget& budget = {}, std::size_t older = 0,
                                         bool may_be_unopened = true);

/// @param memo What was read in the conversation before; the result does not depend on it.
std::vector<prompt_message> build_prompt(const advice_question& question,
                                         const std::vector<past_exchange>& history,
                                         const prompt_budget& budget, std::size_t older,
                                         bool may_be_unopened, reading_memo& memo);

/// Index in `history` of the first exchange that goes into the prompt unchanged.
std::size_t history_start(const std::vector<past_exchange>& history, const prompt_budget& budget,
                          std::size_t older);

}  // namespace aurawell
