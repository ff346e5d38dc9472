#pragma once

#include <cstddef>
#include <vector>

#include "domain/chat/completion.hpp"

namespace aurawell {

// The history of a prompt: the messages between the instructions and the last question.

/// Bytes of the text of the history.
std::size_t history_bytes_of(const std::vector<prompt_message>& messages);

/// Removes the oldest exchanges until at most `max_bytes` of history are left; true when it removed
/// any. Keeps instructions and the last question. Cuts in large steps, so that a growing
/// conversation keeps the beginning of its prompt, which a provider may have cached.
bool shorten_history(std::vector<prompt_message>& messages, std::size_t max_bytes);

}  // namespace aurawell
