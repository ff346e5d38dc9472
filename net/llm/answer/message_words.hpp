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

/// Of a content in parts, those are reasoning whose type or flag says so: "thinking", "thought",
/// "reasoning_text", "summary_text" and their like.
/// @param message May be null.
message_words read_message_words(const json_value* message);

/// For servers that stream messages in place of deltas: some send pieces, some all words so far,
/// and some send the whole behind the pieces. What begins with all words so far is taken for
/// these and more. What begins with most of them is taken for a new version: since words that were
/// told cannot be taken back, all behind the common beginning is new. Holds the answer once.
class message_feed {
 public:
  /// What is new in `words`.
  message_words take(message_words words);

 private:
  struct feed {
    std::string news_in(std::string text);

    std::string so_far;
    /// A message had all words so far, and more.
    bool is_cumulative = false;
  };

  feed reasoning_;
  feed text_;
};

}  // namespace aurawell::net
