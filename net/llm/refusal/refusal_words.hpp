#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/json/json_value.hpp"

namespace aurawell::net {

/// What a refusal says, in lower case, without what it may repeat of the request.
struct refusal_words {
  /// Sentences for people, of 4 KiB together.
  std::vector<std::string> sentences;
  /// What the server names apart from them as the culprit, each the name of a member of the
  /// request: of "body.messages[0].content" it is "messages".
  std::vector<std::string> places;
  /// The same, found in sentences: a repeated message may have written them.
  std::vector<std::string> places_in_sentences;
};

/// Reads a body of any shape: JSON in the ways that servers put errors, also inside a string
/// or as events, and plain text, also a cut one.
refusal_words read_refusal_words(std::string_view body);

/// The same of one value of a JSON text.
refusal_words read_refusal_words(const json_value& value);

}  // namespace aurawell::net
