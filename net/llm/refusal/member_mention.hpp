#pragma once

#include <string_view>

namespace aurawell::net {

// Of a place in a line, in lower case, that has the name of a member: `before` it, `behind` it.

/// Not a part of a longer name: "x-r1", "a-x", "a/b-1:x".
bool is_whole_name(std::string_view before, std::string_view behind) noexcept;

/// The member is named, not a word of the language: 'x', `x`, "x", $.x, [x], "parameter x", "x is
/// not supported".
bool is_marked_name(std::string_view before, std::string_view behind) noexcept;

/// It is the name of a model or the only thing allowed, stands in what is repeated of the request,
/// or the line is about a message.
bool is_of_other_matter(std::string_view before, std::string_view behind) noexcept;

}  // namespace aurawell::net
