#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/language.hpp"
#include "domain/ports/advice_store.hpp"

namespace aurawell {

/// Estimated length of a text for a language model: one token for each piece of `text_pieces`. Real
/// tokenizers differ by a third in either direction.
std::size_t estimated_tokens(std::string_view text);

/// The lines of one question in a note.
struct condensed_question {
  /// In its order.
  std::vector<std::string> facts;
  std::string head;
};
condensed_question condense(std::string_view question);

/// Condenses exchanges, without a model, into a note of about `max_tokens`: the user's own
/// measurements, and how each question began; the newest first if there is no room for all. Every
/// line is data (`as_data_line`) between `<context>` and `</context>`. Deterministic; empty if
/// there is nothing to note.
std::string history_note(std::span<const past_exchange> exchanges, language lang,
                         std::size_t max_tokens);
/// The same of questions that are condensed already, oldest first, none null.
std::string note_of_condensed(std::span<const condensed_question* const> questions, language lang,
                              std::size_t max_tokens);

}  // namespace aurawell
