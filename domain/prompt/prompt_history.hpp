#pragma once

#include <cstddef>
#include <vector>

#include "domain/chat/completion.hpp"

namespace aurawell {

// The history of a prompt is what stands between the instructions and the last question.

/// Bytes of its text.
std::size_t history_bytes_of(const std::vector<prompt_message>& messages);

/// Leaves out the oldest exchanges until at most `max_bytes` are left; true when it left out
/// any. Instructions and last question always stay. Cuts in coarse steps: while the
/// conversation grows, the prompt keeps its beginning, which a provider may have cached.
bool shorten_history(std::vector<prompt_message>& messages, std::size_t max_bytes);

}  // namespace aurawell
