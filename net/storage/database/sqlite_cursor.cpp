#include "net/storage/database/sqlite_cursor.hpp"

#include <sqlite3.h>

#include <atomic>
#include <string>

#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {
namespace {

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

}  // namespace

error sqlite_failure(int code) {
  return {code_of(code),
          std::string{sqlite3_errstr(code)} + " (SQLite code " + std::to_string(code) + ")"};
}

std::uint64_t damaged_sqlite_calls() noexcept {
  return damaged_calls.load(std::memory_order_relaxed);
}

namespace {

class sqlite_cursor final : public sql_cursor {
 public:
  explicit sqlite_cursor(sqlite3_stmt* statement) : statement_{statement} {}
  ~sqlite_cursor() override {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

  void bind_text(int index, std::string_view text) override {
    // A null pointer would be bound as NULL, not as an empty text.
    const char* bytes = text.data() == nullptr ? "" : text.data();
    note(sqlite3_bind_text64(statement_, index, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  void bind_foreign(int index, std::string_view bytes) override { bind_text(index, bytes); }
  void bind_integer(int index, std::int64_t number) override {
    note(sqlite3_bind_int64(statement_, index, number));
  }
  void bind_real(int index, double number) override {
    note(sqlite3_bind_double(statement_, index, number));
  }
  void bind_value(int index, const stored_value& value) override {
    if (value.is_sealed) {
      note(sqlite3_bind_blob64(statement_, index, value.bytes.data(), value.bytes.size(),
                               SQLITE_STATIC));
    } else {
      bind_text(index, value.bytes);
    }
  }
  /// What is not bound is NULL.
  void bind_null(int /*index*/, sql_type /*type*/) override {}
  void bind_array(int /*index*/, const sql_array& /*values*/) override {
    bind_failure_ = SQLITE_MISUSE;
  }

  void send() override {}
  result<void> finish() override {
    const auto done = step();
    return done ? result<void>{} : done.failure();
  }
  result<bool> step() override {
    if (bind_failure_ != SQLITE_OK) {
      return sqlite_failure(bind_failure_);
    }
    const int code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
      return sqlite_failure(code);
    }
    changed_ = sqlite3_changes64(sqlite3_db_handle(statement_));
    return code == SQLITE_ROW;
  }

  std::int64_t changed() const override { return changed_; }

  std::string_view text(int column) const override {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return {static_cast<const char*>(bytes), size};
  }
  std::string_view value(int column) const override { return text(column); }
  std::int64_t integer(int column) const override {
    return sqlite3_column_int64(statement_, column);
  }
  double real(int column) const override { return sqlite3_column_double(statement_, column); }
  bool is_null(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  bool is_sealed(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_BLOB;
  }

 private:
  void note(int code) { bind_failure_ = bind_failure_ != SQLITE_OK ? bind_failure_ : code; }

  sqlite3_stmt* statement_;
  /// An unbound parameter is NULL, so a failed bind must not go unnoticed.
  int bind_failure_ = 0;
  std::int64_t changed_ = 0;
};

}  // namespace

std::unique_ptr<sql_cursor> sqlite_prepared::start() const {
  return std::make_unique<sqlite_cursor>(handle_.get());
}

}  // namespace aurawell::net
