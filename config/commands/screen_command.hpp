#pragma once

#include <iosfwd>
#include <string>

namespace aurawell::config {

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
