#pragma once

#include "config/settings/command_line.hpp"

namespace aurawell::config {

/// Runs the command of the command line; `serve` returns after a signal to stop. Returns the exit
/// code of the process.
int run_command(const command_line& wish);

}  // namespace aurawell::config
