#pragma once

#include <filesystem>
#include <memory>

#include "domain/ports/write_spool.hpp"
#include "net/storage/database/held_file.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// Path of the spool for the database in `options.url`; empty for a database in memory, which keeps
/// nothing.
std::filesystem::path spool_path(const store_options& options);

/// Holds the file of the spool, so that no other process can. Call it before the database is
/// opened: from then on no restore replaces the database. Creates a missing file.
result<held_file> hold_spool(const store_options& options);

/// The spool at `spool_path`; null without one. Creates a missing `options.spool_dir`, accessible
/// to this account only. A failure needs an operator.
result<std::unique_ptr<write_spool>> open_spool(const store_options& options);

/// The same for a file that is held already.
result<std::unique_ptr<write_spool>> open_spool(const store_options& options, held_file held);

/// Removes everything of this user from the spool that another process holds.
result<void> erase_from_other_spool(const store_options& options, const user_id& user);

}  // namespace aurawell::net
