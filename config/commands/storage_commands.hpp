#pragma once

#include <string>

#include "config/settings/settings.hpp"

namespace aurawell::config {

// Each does one thing with the database, says on stderr what became of it, and gives the exit
// code.

/// Into `file`, while the service may run.
int back_up_command(const settings& values, const std::string& file);

/// Seals everything anew with the newest key, and says how far it has come. Ends early, with its
/// work kept, when the process is told to.
int rekey_command(const settings& values);

/// The service may run.
int compact_command(const settings& values);

/// From `file`; the service must have stopped.
///
/// @param accept_loss Also when the present database cannot tell whom it has erased.
int restore_command(const settings& values, const std::string& file, bool accept_loss);

/// Looks at `file`; empty: at the database and its spool.
int verify_command(const settings& values, const std::string& file);

}  // namespace aurawell::config
