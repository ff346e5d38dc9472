#pragma once

#include <cstddef>
#include <vector>

#include "domain/chat/completion.hpp"
#include "domain/ports/advice_store.hpp"

namespace aurawell {

/// How much of a conversation a prompt repeats, in `estimated_tokens`.
struct prompt_budget {
  /// Past exchanges, word for word.
  std::size_t history_tokens = 8'000;
  /// The note on the exchanges before those; 0: none.
  std::size_t note_tokens = 400;
  /// At most so many of them, however short.
  std::size_t exchanges = 20;
};

/// Of what fell out of the history so many exchanges, the newest, are condensed: a note must
/// not change because its own beginning is no longer loaded.
inline constexpr std::size_t most_condensed = 32;

/// How many exchanges `build_prompt` must be given for its beginning to hold still; of a
/// shorter conversation all.
constexpr std::size_t exchanges_to_load(const prompt_budget& budget) noexcept {
  return budget.exchanges == 0 ? 0 : budget.exchanges + most_condensed;
}

/// The messages for a language model: instructions, profile, history, then the new question.
/// All but the last depend only on kind, language, stored profile and history, byte for
/// byte, and the
/// prompt of the next question begins with that of this one and its answer, so that a
/// provider's prefix cache holds. (The context of a question is sent with that question
/// only: a question that has one is repeated without it.)
///
/// `question.known` stands in two places. What a person fills in (`profile_fields`)
/// follows the instructions: it seldom changes, costs nothing while it is cached, and an
/// edit costs one prompt without the cache. What devices measure (`measured_fields`) may
/// change with each question and comes with the last message. Neither goes into a general
/// chat.
///
/// A history beyond the budget loses its older part in one coarse step, up to half of
/// it, and then keeps its beginning for as many questions as fit again. What fell out is
/// condensed into a `history_note` behind the profile, which changes only with that
/// step. `older`: how many exchanges of the conversation come before `history`; it
/// keeps the steps in place when `history` itself is a sliding window.
///
/// Thoughts that stand in an answer of the history are left out; those that no tag opens only
/// if `may_be_unopened` (`without_thoughts`).
///
/// Profile, context and note are data: they stand between delimiters that no text of
/// theirs can close. Role markers are taken out of question, history and data alike.
std::vector<prompt_message> build_prompt(const advice_question& question,
                                         const std::vector<past_exchange>& history,
                                         const prompt_budget& budget = {}, std::size_t older = 0,
                                         bool may_be_unopened = true);

/// The index in `history` from which on it is repeated word for word.
std::size_t history_start(const std::vector<past_exchange>& history, const prompt_budget& budget,
                          std::size_t older);

}  // namespace aurawell
