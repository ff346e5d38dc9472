#pragma once

#include "config/settings/settings.hpp"

namespace aurawell::config {

/// Seals the database anew with the newest key, and says on stderr how far it has come.
/// Ends early, with its work kept, when the process is told to. Gives the exit code.
int rekey_command(const settings& values);

}  // namespace aurawell::config
