#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "domain/safety/findings/finding.hpp"
#include "domain/safety/findings/level.hpp"

namespace aurawell::config {

// Limits of a list; a longer one is refused.
inline constexpr std::size_t longest_list_line = 64 * 1024;  ///< bytes
inline constexpr std::size_t most_list_lines = 200'000;

/// One message of a list and the expected result of the screen.
struct listed_message {
  std::size_t line = 0;
  /// Empty if the list has only a text.
  std::optional<safety_level> wanted{};
  /// Empty if the list names no finding, or an unknown one.
  std::optional<safety::finding> which{};
  std::string text{};
};

/// What is wrong with a line, or with the list as a whole (line 0), and how to correct it.
struct list_problem {
  std::size_t line = 0;
  std::string message;
};

struct message_list {
  std::vector<listed_message> messages;
  std::vector<list_problem> problems;
};

/// Reads lines of tab-separated fields. One field: text. Two: level and text. Three: level, finding
/// (or `none`, `zh`, `en`) and text. Four, as in the corpus: level, finding, kind and text. Skips
/// empty lines and those that begin with `#`. Reports invalid lines in `problems` and reads the
/// others.
message_list read_message_list(std::istream& from);

}  // namespace aurawell::config
