#include "net/storage/database/sqlite_connection.hpp"

#include <sqlite3.h>

#include <memory>

#include "net/storage/database/clearing_files.hpp"
#include "net/storage/database/sqlite_cursor.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;

}  // namespace

void sqlite_closer::operator()(sqlite3* handle) const noexcept {
  sqlite3_close_v2(handle);
}

void sqlite_closer::operator()(sqlite3_stmt* handle) const noexcept {
  sqlite3_finalize(handle);
}

result<sqlite_connection> sqlite_connection::open(const char* path, milliseconds busy_timeout) {
  auto opened = open_with(SQLITE_OPEN_READWRITE, path, busy_timeout);
  // Without write permission SQLite opens the file for reading and reports no error.
  if (opened && sqlite3_db_readonly(opened->handle_.get(), "main") == 1) {
    return sqlite_failure(SQLITE_READONLY);
  }
  return opened;
}

result<sqlite_connection> sqlite_connection::open_read_only(const char* uri,
                                                            milliseconds busy_timeout) {
  return open_with(SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, uri, busy_timeout);
}

result<sqlite_connection> sqlite_connection::open_with(int flags, const char* name,
                                                       milliseconds busy_timeout) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(
      name, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, clearing_files());
  sqlite_connection connection{handle};
  if (code != SQLITE_OK) {
    return sqlite_failure(code);
  }
  connection.set_patience(busy_timeout);
  return connection;
}

void sqlite_connection::set_patience(std::chrono::milliseconds most) noexcept {
  patience_ = most;
  wait_for_locks(true);
}

void sqlite_connection::wait_for_locks(bool wait) noexcept {
  waits_ = wait;
  sqlite3_busy_timeout(handle_.get(), wait ? static_cast<int>(patience_.count()) : 0);
}

void sqlite_connection::grow_by(std::size_t bytes) noexcept {
  auto step = static_cast<int>(bytes);
  sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_CHUNK_SIZE, &step);
}

std::uint64_t sqlite_connection::damage_met() const noexcept {
  return damaged_sqlite_calls();
}

void sqlite_connection::stop_at(std::chrono::steady_clock::time_point when) {
  constexpr int steps_between_looks = 1'000;
  end_ = std::make_unique<std::chrono::steady_clock::time_point>(when);
  const auto is_over = [](void* end) -> int {
    using point = std::chrono::steady_clock::time_point;
    return std::chrono::steady_clock::now() >= *static_cast<const point*>(end) ? 1 : 0;
  };
  sqlite3_progress_handler(handle_.get(), steps_between_looks, is_over, end_.get());
}

result<void> sqlite_connection::execute(const char* sql) {
  const int code = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? result<void>{} : sqlite_failure(code);
}

result<sql_statement> sqlite_connection::prepare(std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  if (code != SQLITE_OK) {
    return sqlite_failure(code);
  }
  return sql_statement{std::make_unique<sqlite_prepared>(handle)};
}

bool sqlite_connection::in_transaction() const noexcept {
  return sqlite3_get_autocommit(handle_.get()) == 0;
}

std::int64_t sqlite_connection::changed_rows() const noexcept {
  return sqlite3_changes64(handle_.get());
}

void sqlite_connection::roll_back() noexcept {
  if (in_transaction()) {
    sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

}  // namespace aurawell::net
