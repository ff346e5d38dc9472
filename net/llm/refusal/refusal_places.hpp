#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurawell::net {

// How servers write where in a request the culprit is, in lower case.

/// A step that stands for the request itself: "$", "body".
bool is_root(std::string_view step) noexcept;

/// The first step of a path that is no root: of "$.a.b", "body.a", "/a/b", "a[0].b", "[a]" it is
/// "a". Empty if there is none.
std::string_view first_step(std::string_view path) noexcept;

/// Of each list of steps that stands in a text, the first that is no root:
/// `"loc": ["body", "a"]`, `'loc': ('body', 'a')`.
std::vector<std::string> places_in_text(std::string_view text);

}  // namespace aurawell::net
