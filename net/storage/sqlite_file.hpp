#pragma once

#include <string_view>

#include "domain/result.hpp"
#include "net/storage/sqlite_connection.hpp"
#include "net/storage/store_options.hpp"

namespace aurawell::net {

/// Opens the file in WAL mode with the newest schema. Makes missing folders (0700) and
/// a missing file (0600). A failure names the file and says what the operator can do.
/// A database that is gone with its connection.
result<sqlite_connection> open_sqlite_memory(const store_options& options);

result<sqlite_connection> open_sqlite_file(std::string_view path, const store_options& options);

}  // namespace aurawell::net
