#pragma once

#include <string>

#include "config/settings/settings.hpp"

namespace aurawell::config {

// Each command does one task on the database, reports the result on stderr, and returns the exit
// code.

/// Writes a backup to `file`; the service may be running.
int back_up_command(const settings& values, const std::string& file);

/// Seals everything anew with the newest key, and says how far it has come. Ends early, with its
/// work kept, when the process is told to.
int rekey_command(const settings& values);

/// The service may run.
int compact_command(const settings& values);

/// Restores from `file`; the service must have stopped.
///
/// @param accept_loss Restore even if the present database cannot list the users that it has
/// erased.
int restore_command(const settings& values, const std::string& file, bool accept_loss);

/// Copies the store `from` to the empty store `to`, both URLs, and says how far it has come. The
/// service must have stopped.
int copy_store_command(const settings& values, const std::string& from, const std::string& to);

/// Checks `file`; empty: the database and its spool.
int verify_command(const settings& values, const std::string& file);

}  // namespace aurawell::config
