#pragma once

#include "config/settings/command_line.hpp"

namespace aurawell::config {

/// Does what the command line asks for; `serve` returns when the process is told to
/// end. Gives the exit code of the process.
int run_command(const command_line& wish);

}  // namespace aurawell::config
