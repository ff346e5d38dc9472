#pragma once

#include <cstddef>
#include <optional>

#include "domain/chat/completion.hpp"

namespace aurawell {

/// What an answer probably cost when its provider does not say: a watchable piece of
/// text (`text_pieces`) counts as a token.
/// @param answer_pieces Pieces of the text and the reasoning that came.
token_usage estimate_usage(const completion_request& request, std::size_t answer_pieces);

/// Adds what another part of the same answer cost. The sum is as good as its worst part.
void add_usage(std::optional<token_usage>& sum, const token_usage& part);

}  // namespace aurawell
