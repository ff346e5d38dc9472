#pragma once

#include <string>

#include "net/json/json_value.hpp"

namespace aurawell::net {

/// What a delta or a message says, as it stands there: not yet repaired, thoughts in tags among
/// the text.
struct message_words {
  std::string reasoning;
  std::string text;

  bool empty() const noexcept { return reasoning.empty() && text.empty(); }
};

/// Of a content in parts, those of the type "thinking" or "reasoning" are reasoning.
/// @param message May be null.
message_words read_message_words(const json_value* message);

/// For servers that stream messages in place of deltas: some send pieces, some all words so far,
/// and some send the whole behind the pieces. What begins with all words so far is taken for
/// these and more. Holds the answer once.
class message_feed {
 public:
  /// What is new in `words`.
  message_words take(message_words words);

 private:
  message_words so_far_;
};

}  // namespace aurawell::net
