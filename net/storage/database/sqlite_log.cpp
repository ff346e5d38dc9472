// The write-ahead log of a connection.

#include <sqlite3.h>

#include <filesystem>
#include <system_error>

#include "net/storage/database/sqlite_connection.hpp"

namespace aurawell::net {

bool sqlite_connection::empty_log() noexcept {
  sqlite3_busy_timeout(handle_.get(), 0);
  const int code = sqlite3_wal_checkpoint_v2(handle_.get(), "main", SQLITE_CHECKPOINT_TRUNCATE,
                                             nullptr, nullptr);
  wait_for_locks(waits_);
  if (code != SQLITE_OK) {
    return false;
  }
  // Cached pages still contain what was cleared on the disk, and would be written with it.
  sqlite3_db_release_memory(handle_.get());
  return true;
}

std::uint64_t sqlite_connection::log_bytes() const noexcept {
  const char* file = sqlite3_db_filename(handle_.get(), "main");
  if (file == nullptr || *file == '\0') {
    return 0;
  }
  std::error_code missing;
  const auto bytes = std::filesystem::file_size(sqlite3_filename_wal(file), missing);
  return missing ? 0 : bytes;
}

}  // namespace aurawell::net
