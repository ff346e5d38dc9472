#pragma once

#include "config/settings/command_line.hpp"

namespace aurawell::config {

/// Exit codes of the process; `exit_bad_usage` is the third one.
inline constexpr int exit_good = 0;
inline constexpr int exit_failed = 1;

/// Serves until a signal or an operator stops the service. Returns the exit code of the process.
int serve_command(const command_line& wish);

}  // namespace aurawell::config
