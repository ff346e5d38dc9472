#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "domain/safety/findings/finding.hpp"
#include "domain/safety/findings/level.hpp"

namespace aurawell::config {

// What is read of a list. Longer ones are refused, whoever wrote them.
inline constexpr std::size_t longest_list_line = 64 * 1024;  ///< bytes
inline constexpr std::size_t most_list_lines = 200'000;

/// One message of a list, with what the screen should find in it.
struct listed_message {
  std::size_t line = 0;
  /// Empty where the list gives a text alone.
  std::optional<safety_level> wanted{};
  /// Empty where the list names none, or none that the screen knows.
  std::optional<safety::finding> which{};
  std::string text{};
};

/// A line that is no message, or the list as a whole (line 0), with what to do about it.
struct list_problem {
  std::size_t line = 0;
  std::string what;
};

struct message_list {
  std::vector<listed_message> messages;
  std::vector<list_problem> problems;
};

/// Reads lines of fields between tabs. One field: a text. Two: level and text. Three: level,
/// finding (or `none`, `zh`, `en`) and text. Four, as the corpus has them: level, finding, kind
/// and text. Empty lines and those that begin with `#` are left out. Lines that are broken go
/// into `problems`, and the others are read all the same.
message_list read_message_list(std::istream& from);

}  // namespace aurawell::config
