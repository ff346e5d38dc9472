#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "domain/language.hpp"
#include "domain/ports/advice_store.hpp"

namespace aurawell {

/// A text for a language model is bounded by this: one token for each piece of
/// `text_pieces`. Real tokenizers differ by a third in either direction.
std::size_t estimated_tokens(std::string_view text);

/// Condenses exchanges, without any model, into a note of about `max_tokens`: what the person
/// said to have measured, and how each question began; newest first when there
/// is no room for all. Every line is data (`as_data_line`) between `<context>` and
/// `</context>`. The same exchanges give the same bytes; empty if there is nothing to say.
std::string history_note(std::span<const past_exchange> exchanges, language lang,
                         std::size_t max_tokens);

}  // namespace aurawell
