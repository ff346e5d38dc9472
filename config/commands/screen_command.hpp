#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "config/commands/screen_list.hpp"

namespace aurawell::config {

/// A message of a list and the result of the screen.
struct screened_message {
  listed_message asked;
  safety_level level = safety_level::routine;
  safety::finding_set found{};
};

std::vector<screened_message> screened(std::vector<listed_message> messages);

/// False if the expected finding is missing or has a lower level, and for a false alarm: `urgent`
/// or higher for a `routine` message. True if nothing was expected.
bool is_judged_rightly(const screened_message& message);

/// One row for each level of the list, with 95 % Wilson intervals; prints nothing if no message has
/// a level.
void print_scores(std::ostream& out, const std::vector<screened_message>& all);

/// One line for each message that is judged wrongly.
void print_misses(std::ostream& out, const std::vector<screened_message>& all);

/// One line for each message without an expected level: the findings in it.
void print_unscored(std::ostream& out, const std::vector<screened_message>& all);

struct command_streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
};

/// Screens each message of a list and prints the scores; `file` may be "-" for `in`. Reports
/// invalid lines on `err` and skips them.
///
/// @param misses Also print each message that is judged wrongly.
/// @return 0, or 1 if the file cannot be read or has no message.
int screen_command(const std::string& file, bool misses, command_streams streams);

}  // namespace aurawell::config
