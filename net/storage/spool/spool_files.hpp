#pragma once

#include <filesystem>

#include "domain/result.hpp"
#include "net/storage/database/held_file.hpp"

namespace aurawell::net {

// A damaged spool is replaced by a new file, named ".new" until it is complete, and kept as
// ".damaged".

/// Holds the file, and creates a missing one. Completes a `put_new_spool` that the end of the
/// program has interrupted.
result<held_file> hold_spool_file(const std::filesystem::path& path);

/// Replaces the damaged file by the new one. Neither may be open.
result<void> put_new_spool(const std::filesystem::path& path);

/// Removes the damaged file, and the rest of a new one.
result<void> remove_other_spools(const std::filesystem::path& path);

}  // namespace aurawell::net
