#pragma once

#include <filesystem>

#include "domain/result.hpp"
#include "net/storage/database/held_file.hpp"

namespace aurawell::net {

// A damaged spool makes room for a new file, ".new" until it is whole, and is kept as
// ".damaged".

/// Holds the file, which is made when it is missing. Ends what `put_new_spool` had begun when
/// the program ended in it.
result<held_file> hold_spool_file(const std::filesystem::path& path);

/// Puts the new file in the place of the damaged one. Neither may be open.
result<void> put_new_spool(const std::filesystem::path& path);

/// Removes the damaged file, and what was left of a new one.
result<void> remove_other_spools(const std::filesystem::path& path);

}  // namespace aurawell::net
