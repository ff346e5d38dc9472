#pragma once

namespace aurawell::net {

/// The name of a SQLite VFS that works like the default one, except that a page written into a
/// database file has its unused space cleared (`clear_unused_space`). So no copy of a removed row
/// stays in the file, however SQLite has moved it. The write-ahead log is written unchanged.
/// Thread-safe.
const char* clearing_files() noexcept;

}  // namespace aurawell::net
