#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/json/json_value.hpp"

namespace aurawell::net {

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
