#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/json/json_value.hpp"

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

/// The content of a refusal, in lower case, without text that may repeat the request.
struct refusal_words {
  /// Sentences for people, 4 KiB in total.
  std::vector<std::string> sentences;
  /// Members of the request that the server names as the cause outside of sentences: "messages" for
  /// "body.messages[0].content".
  std::vector<std::string> places;
  /// The same, found in sentences. Less certain: repeated message text may contain them.
  std::vector<std::string> places_in_sentences;
};

/// Reads a body of any shape: JSON in the known error formats, also inside a string or as events,
/// and plain text, which may be cut.
refusal_words read_refusal_words(std::string_view body);

/// The same for one value of a JSON text.
refusal_words read_refusal_words(const json_value& value);

}  // namespace aurawell::net
