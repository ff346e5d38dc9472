#include "net/storage/database/sqlite_connection.hpp"

#include <sqlite3.h>

#include <atomic>
#include <string>
#include <utility>

#include "net/storage/database/clearing_files.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;

/// Whether the file cannot be used now, for any call.
bool is_away(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_CANTOPEN:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_NOTADB:
    case SQLITE_PERM:
    case SQLITE_PROTOCOL:
    case SQLITE_READONLY: return true;
    default: return false;
  }
}

std::atomic<std::uint64_t> damaged_calls{0};

ec code_of(int code) {
  if ((code & 0xff) == SQLITE_CORRUPT) {
    // A page has invalid content; the rest of the file may be usable.
    damaged_calls.fetch_add(1, std::memory_order_relaxed);
    return ec::database_failed;
  }
  if ((code & 0xff) == SQLITE_INTERRUPT) {
    return ec::timed_out;
  }
  return is_away(code) ? ec::database_unreachable : ec::database_failed;
}

/// Only SQLite's fixed texts: its full message may quote data.
error failed(int code) {
  return {code_of(code),
          std::string{sqlite3_errstr(code)} + " (SQLite code " + std::to_string(code) + ")"};
}

}  // namespace

void sqlite_closer::operator()(sqlite3* handle) const noexcept {
  sqlite3_close_v2(handle);
}

void sqlite_closer::operator()(sqlite3_stmt* handle) const noexcept {
  sqlite3_finalize(handle);
}

sqlite_run::~sqlite_run() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

result<bool> sqlite_run::step() {
  if (bind_failure_ != SQLITE_OK) {
    return failed(bind_failure_);
  }
  const int code = sqlite3_step(statement_);
  if (code != SQLITE_ROW && code != SQLITE_DONE) {
    return failed(code);
  }
  return code == SQLITE_ROW;
}

std::string_view sqlite_run::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return {static_cast<const char*>(bytes), size};
}

std::int64_t sqlite_run::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

double sqlite_run::real(int column) const {
  return sqlite3_column_double(statement_, column);
}

bool sqlite_run::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

bool sqlite_run::is_blob(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_BLOB;
}

void sqlite_run::bind(int index, const stored_value& value) {
  if (!value.is_sealed) {
    bind(index, std::string_view{value.bytes});
    return;
  }
  const int code =
      sqlite3_bind_blob64(statement_, index, value.bytes.data(), value.bytes.size(), SQLITE_STATIC);
  bind_failure_ = bind_failure_ != SQLITE_OK ? bind_failure_ : code;
}

void sqlite_run::bind(int index, std::string_view text) {
  // A null pointer would be bound as NULL, not as an empty text.
  const char* bytes = text.data() == nullptr ? "" : text.data();
  const int code =
      sqlite3_bind_text64(statement_, index, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
  bind_failure_ = bind_failure_ != SQLITE_OK ? bind_failure_ : code;
}

void sqlite_run::bind(int index, std::int64_t number) {
  const int code = sqlite3_bind_int64(statement_, index, number);
  bind_failure_ = bind_failure_ != SQLITE_OK ? bind_failure_ : code;
}

void sqlite_run::bind(int index, double number) {
  const int code = sqlite3_bind_double(statement_, index, number);
  bind_failure_ = bind_failure_ != SQLITE_OK ? bind_failure_ : code;
}

result<sqlite_connection> sqlite_connection::open(const char* path, milliseconds busy_timeout) {
  auto opened = open_with(SQLITE_OPEN_READWRITE, path, busy_timeout);
  // Without write permission SQLite opens the file for reading and reports no error.
  if (opened && sqlite3_db_readonly(opened->handle_.get(), "main") == 1) {
    return failed(SQLITE_READONLY);
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
    return failed(code);
  }
  connection.wait_for_locks(busy_timeout);
  return connection;
}

void sqlite_connection::wait_for_locks(std::chrono::milliseconds most) noexcept {
  patience_ = most;
  sqlite3_busy_timeout(handle_.get(), static_cast<int>(most.count()));
}

void sqlite_connection::grow_by(std::size_t bytes) noexcept {
  auto step = static_cast<int>(bytes);
  sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_CHUNK_SIZE, &step);
}

std::uint64_t sqlite_connection::damage_met() noexcept {
  return damaged_calls.load(std::memory_order_relaxed);
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
  return code == SQLITE_OK ? result<void>{} : failed(code);
}

result<std::int64_t> sqlite_connection::read_integer(const char* sql) {
  const auto statement = prepare(sql);
  if (!statement) {
    return statement.failure();
  }
  sqlite_run run{*statement};
  const auto row = run.step();
  return row ? result<std::int64_t>{run.integer(0)} : row.failure();
}

result<sqlite_statement> sqlite_connection::prepare(std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  if (code != SQLITE_OK) {
    return failed(code);
  }
  return sqlite_statement{handle};
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

result<void> prepare_all(
    sqlite_connection& connection,
    std::initializer_list<std::pair<sqlite_statement*, std::string_view>> texts) {
  for (const auto& [statement, sql] : texts) {
    auto compiled = connection.prepare(sql);
    if (!compiled) {
      return compiled.failure();
    }
    *statement = std::move(compiled).value();
  }
  return {};
}

}  // namespace aurawell::net
