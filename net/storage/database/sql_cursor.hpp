#pragma once

#include <cstdint>
#include <string_view>

#include "domain/result.hpp"

namespace aurawell::net {

struct stored_value;

/// A text from outside that may hold any byte, also U+0000.
struct foreign_text {
  std::string_view bytes;
};

/// Types of parameters, for those that are NULL.
enum class sql_type : unsigned char { text, foreign, integer, real, value };

/// Values of one column for many rows, in the engine's own form (`postgres_array`).
struct sql_array {
  sql_type element = sql_type::text;
  std::string_view bytes;
  /// A text holds U+0000, which the engine cannot store.
  bool is_unusable = false;
};

/// One run of a statement in the database's own form; see `sql_run`.
class sql_cursor {
 public:
  sql_cursor() = default;
  sql_cursor(const sql_cursor&) = delete;
  sql_cursor& operator=(const sql_cursor&) = delete;
  virtual ~sql_cursor() = default;

  virtual void bind_text(int index, std::string_view text) = 0;
  virtual void bind_foreign(int index, std::string_view bytes) = 0;
  virtual void bind_integer(int index, std::int64_t number) = 0;
  virtual void bind_real(int index, double number) = 0;
  virtual void bind_value(int index, const stored_value& value) = 0;
  virtual void bind_null(int index, sql_type type) = 0;
  /// Only over a connection that sends ahead.
  virtual void bind_array(int index, const sql_array& values) = 0;

  virtual void send() = 0;
  virtual result<void> finish() = 0;
  virtual result<bool> step() = 0;
  virtual std::int64_t changed() const = 0;

  virtual std::string_view text(int column) const = 0;
  virtual std::string_view value(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  virtual bool is_null(int column) const = 0;
  virtual bool is_sealed(int column) const = 0;
};

}  // namespace aurawell::net
