#pragma once

#include <filesystem>
#include <string_view>

#include "domain/result.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// A database that is gone with its connection.
result<sqlite_connection> open_sqlite_memory(const store_options& options);

/// A further connection to a file that is open with the newest schema; it cannot change it.
result<sqlite_connection> open_sqlite_reader(std::string_view path, const store_options& options);

/// Opens the file in WAL mode with the newest schema. Makes missing folders (0700) and
/// a missing file (0600). A failure names the file and says what the operator can do.
result<sqlite_connection> open_sqlite_file(std::string_view path, const store_options& options);

/// The same; a failure is without name and advice.
///
/// @param file Absolute.
result<sqlite_connection> connect_sqlite_file(const std::filesystem::path& file,
                                              const store_options& options);

/// Makes the folder and those above it that are missing, each for this account only (0700).
result<void> make_private_folders(const std::filesystem::path& folder);

/// Makes a missing file, for this account only (0600).
result<void> make_private_file(const std::filesystem::path& file);

/// A file's content, or a folder's names. No connection to the file may be open.
bool sync_to_disk(const std::filesystem::path& file) noexcept;

}  // namespace aurawell::net
