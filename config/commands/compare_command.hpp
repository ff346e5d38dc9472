#pragma once

#include <iosfwd>

#include "config/loading/loader.hpp"

namespace aurawell::config {

/// Exit code: a running program needs a restart to adopt all changes.
inline constexpr int exit_needs_restart = 3;

/// Prints the problems of the settings with the file `wish.compared_file`; nothing without one or
/// without problems.
void print_problems_of_compared(const command_line& wish, const environment& variables,
                                std::ostream& err);

/// Prints what differs between the settings with the file `wish.compared_file` and `present`, which
/// `wish` was loaded to. The environment and `--set` count for both. Returns the exit code:
/// `exit_bad_usage` when that file is no valid settings file; every problem is on `err` then.
int compare_command(const command_line& wish, const environment& variables,
                    const loaded_settings& present, std::ostream& out, std::ostream& err);

}  // namespace aurawell::config
