#pragma once

#include <iosfwd>
#include <string>

namespace aurawell::config {

struct command_streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
};

/// Screens each message of a list and prints how well; `file` may be "-" for `in`. Broken
/// lines are told on `err` and left out.
///
/// @param misses Prints each message that is judged wrongly, too.
/// @return 0, or 1 if the file cannot be read or has no message.
int screen_command(const std::string& file, bool misses, command_streams streams);

}  // namespace aurawell::config
