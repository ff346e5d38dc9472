#pragma once

namespace aurawell::net {

/// The name under which SQLite knows its own file system with one difference: a page that is
/// written into a database file loses what stands in its unused space (`clear_unused_space`).
/// So no row that was removed stays in the file as a copy, whichever way SQLite has moved
/// it. The write-ahead log is written as it is. Thread-safe.
const char* clearing_files() noexcept;

}  // namespace aurawell::net
