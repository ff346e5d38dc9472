#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "domain/result.hpp"
#include "net/storage/database/sql_connection.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {

/// One run of a statement, from its parameters to its last row. Its destruction makes the statement
/// ready for the next run.
class sql_run {
 public:
  /// Binds the values to ?1, ?2, … Text is not copied: it must outlive the run.
  template <class... Values>
  explicit sql_run(const sql_statement& statement, const Values&... values)
      : cursor_{statement->start()} {
    int index = 0;
    (bind(++index, values), ...);
  }

  /// Lets a connection that sends ahead send the statement; `step` waits for it and for everything
  /// that was sent before. Text need not outlive this call.
  void send() { cursor_->send(); }

  /// Runs a statement that returns no rows. A connection that sends ahead does not wait: its
  /// `settle` reports a failure.
  result<void> finish() { return cursor_->finish(); }

  /// For parameters that are known only at run time; bind them in order, before the first step.
  sql_cursor& cursor() noexcept { return *cursor_; }

  /// True when there is a row, false after the last one.
  result<bool> step() { return cursor_->step(); }

  /// Number of rows that it changed; after `finish`, and `settle` of the connection.
  std::int64_t changed() const { return cursor_->changed(); }

  /// Columns count from 0. The text is valid until the next step.
  std::string_view text(int column) const { return cursor_->text(column); }
  /// The bytes of a column with a `stored_value`.
  std::string_view value(int column) const { return cursor_->value(column); }
  std::int64_t integer(int column) const { return cursor_->integer(column); }
  double real(int column) const { return cursor_->real(column); }
  bool is_null(int column) const { return cursor_->is_null(column); }
  /// Whether a column with a `stored_value` is sealed.
  bool is_sealed(int column) const { return cursor_->is_sealed(column); }

 private:
  static constexpr sql_type type_of(std::string_view) { return sql_type::text; }
  static constexpr sql_type type_of(foreign_text) { return sql_type::foreign; }
  static constexpr sql_type type_of(std::int64_t) { return sql_type::integer; }
  static constexpr sql_type type_of(double) { return sql_type::real; }
  static sql_type type_of(const stored_value&) { return sql_type::value; }

  void bind(int index, std::string_view text) { cursor_->bind_text(index, text); }
  void bind(int index, foreign_text text) { cursor_->bind_foreign(index, text.bytes); }
  void bind(int index, std::int64_t number) { cursor_->bind_integer(index, number); }
  void bind(int index, double number) { cursor_->bind_real(index, number); }
  void bind(int index, const stored_value& value) { cursor_->bind_value(index, value); }
  template <class T>
  void bind(int index, const std::optional<T>& value) {
    if (value) {
      bind(index, *value);
    } else {
      cursor_->bind_null(index, type_of(T{}));
    }
  }

  std::unique_ptr<sql_cursor> cursor_;
};

}  // namespace aurawell::net
