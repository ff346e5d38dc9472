#pragma once

#include <cstddef>
#include <optional>

#include "domain/chat/completion.hpp"

namespace aurawell {

/// Estimated usage of an answer whose provider reports none: each visible piece of text
/// (`text_pieces`) counts as one token.
/// @param answer_pieces Pieces of the text and the reasoning received.
token_usage estimate_usage(const completion_request& request, std::size_t answer_pieces);

/// Adds the usage of another part of the same answer. The sum is an estimate if one part is.
void add_usage(std::optional<token_usage>& sum, const token_usage& part);

}  // namespace aurawell
