#pragma once

#include <iosfwd>

#include "config/settings/command_line.hpp"
#include "config/settings/settings.hpp"

namespace aurawell::config {

/// Makes a code by which the user of the command line can set a new password, and prints it. The
/// service may be running on the same database. Gives the exit code; what is wrong goes to `err`.
int print_reset_code(const command_line& wish, const settings& values, std::ostream& out,
                     std::ostream& err);

}  // namespace aurawell::config
