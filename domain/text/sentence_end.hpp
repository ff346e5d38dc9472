#pragma once

#include <string_view>

namespace aurawell {

/// Whether the last thing that can be seen of `text` ends a sentence in Chinese or English; marks
/// that close behind it, as quotes, brackets and Markdown's, do not count.
bool ends_a_sentence(std::string_view text) noexcept;

}  // namespace aurawell
