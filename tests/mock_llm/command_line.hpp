#pragma once

#include <optional>

#include "tests/mock_llm/mock_llm.hpp"

namespace aurawell::mock {

/// The options of `aurawell-mock-llm`, or the program's exit code: 0 after --help,
/// 2 after a complaint on stderr.
struct command_line {
  mock_llm_options options;
  std::optional<int> exit_code;
};

command_line read_command_line(int argc, const char* const* argv);

}  // namespace aurawell::mock
