#pragma once

#include <optional>

#include "tests/loadtest/load_options.hpp"

namespace aurawell::loadtest {

/// The options of `aurawell-loadtest`, or the program's exit code: 0 after --help,
/// 2 after a complaint on stderr.
struct command_line {
  load_options options;
  std::optional<int> exit_code;
};

command_line read_command_line(int argc, const char* const* argv);

}  // namespace aurawell::loadtest
