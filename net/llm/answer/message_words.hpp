#pragma once

#include <string>

#include "net/json/json_value.hpp"

namespace aurawell::net {

/// The text and reasoning of a delta or a message, unchanged: UTF-8 is not repaired, and the text
/// may contain thoughts in tags.
struct message_words {
  std::string reasoning;
  std::string text;

  bool empty() const noexcept { return reasoning.empty() && text.empty(); }
};

/// In a content with parts, a part is reasoning if its type or flag says so: "thinking", "thought",
/// "reasoning_text", "summary_text" and similar.
/// @param message May be null.
message_words read_message_words(const json_value* message);

/// Finds the new part of each message, for servers that stream messages in place of deltas. Some
/// send pieces, some send all text so far, some send pieces and then the whole. A message that
/// begins with all text so far is that text and more. One that begins with most of it is a new
/// version: shown text cannot be taken back, so everything behind the common beginning is new.
/// Holds the answer once.
class message_feed {
 public:
  /// Returns the part of `words` that is new.
  message_words take(message_words words);

 private:
  struct feed {
    std::string new_part(std::string text);

    std::string so_far;
    /// A message has begun with all text so far and had more.
    bool is_cumulative = false;
  };

  feed reasoning_;
  feed text_;
};

}  // namespace aurawell::net
