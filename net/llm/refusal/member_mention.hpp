#pragma once

#include <string_view>

namespace aurawell::net {

// For a place in a line, in lower case, where a member's name stands: `before` and `behind` are the
// text on both sides of it.

/// False when it is part of a longer name: "x-r1", "a-x", "a/b-1:x".
bool is_whole_name(std::string_view before, std::string_view behind) noexcept;

/// True when it is marked as a name and is not a common word: 'x', `x`, "x", $.x, [x], "parameter
/// x", "x is not supported".
bool is_marked_name(std::string_view before, std::string_view behind) noexcept;

/// True when it is the name of a model, the only allowed value, part of repeated request text, or
/// when the line is about a message.
bool is_of_other_matter(std::string_view before, std::string_view behind) noexcept;

}  // namespace aurawell::net
