#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurawell::net {

// How servers write the location of a fault in a request, in lower case.

/// A step that means the request itself: "$", "body".
bool is_root(std::string_view step) noexcept;

/// The first step of a path that is no root: "a" for "$.a.b", "body.a", "/a/b", "a[0].b" and "[a]".
/// Empty if there is none.
std::string_view first_step(std::string_view path) noexcept;

/// For each list of steps in a text, the first step that is no root: `"loc": ["body", "a"]`,
/// `'loc': ('body', 'a')`.
std::vector<std::string> places_in_text(std::string_view text);

}  // namespace aurawell::net
