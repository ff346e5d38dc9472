#pragma once

#include <filesystem>
#include <string_view>

#include "domain/result.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// A database in memory that lives as long as its connection.
result<sqlite_connection> open_sqlite_memory(const store_options& options);

/// A further connection, without write access, to a file that is open with the newest schema.
result<sqlite_connection> open_sqlite_reader(std::string_view path, const store_options& options);

/// Opens the file in WAL mode with the newest schema. Creates missing folders (0700) and a missing
/// file (0600). A failure names the file and advises the operator.
result<sqlite_connection> open_sqlite_file(std::string_view path, const store_options& options);

/// The same; a failure has neither name nor advice.
///
/// @param file Absolute.
result<sqlite_connection> connect_sqlite_file(const std::filesystem::path& file,
                                              const store_options& options);

/// Creates the folder and its missing parents, accessible to this account only (0700).
result<void> make_private_folders(const std::filesystem::path& folder);

/// Creates a missing file, accessible to this account only (0600).
result<void> make_private_file(const std::filesystem::path& file);

/// Syncs a file's content, or a folder's names. No connection to the file may be open.
bool sync_to_disk(const std::filesystem::path& file) noexcept;

}  // namespace aurawell::net
