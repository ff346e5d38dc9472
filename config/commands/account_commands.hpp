#pragma once

#include <iosfwd>

#include "config/settings/command_line.hpp"
#include "config/settings/settings.hpp"

namespace aurawell::config {

/// Creates a code with which the named user can set a new password, and prints it. The service may
/// use the same database meanwhile. Returns the exit code; prints errors to `err`.
int print_reset_code(const command_line& wish, const settings& values, std::ostream& out,
                     std::ostream& err);

/// Prints the token that the command line asks for, signed as the service signs it. Returns the
/// exit code; prints errors to `err`.
int print_token(const command_line& wish, const settings& values, std::ostream& out,
                std::ostream& err);

}  // namespace aurawell::config
