#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "net/storage/database/sql_cursor.hpp"

namespace aurawell::net {

/// The values of one column for a statement over many rows: a parameter of an array type, in the
/// binary form of PostgreSQL's protocol.
class postgres_array {
 public:
  explicit postgres_array(sql_type element);

  void add(std::string_view text);
  void add(foreign_text text);
  void add(std::int64_t number);
  void add(const stored_value& value);
  template <class T>
  void add(const std::optional<T>& value) {
    value ? add(*value) : add_null();
  }

  /// For `sql_cursor::bind_array`, valid until the next `add`. Fails in the same cases as
  /// `bind_text`.
  sql_array view();

 private:
  void add_null();
  void add_size(std::size_t size);
  void put_number(std::size_t at, std::uint32_t number);

  sql_type element_;
  std::uint32_t count_ = 0;
  bool has_null_ = false;
  bool has_nul_ = false;
  std::string bytes_;
};

}  // namespace aurawell::net
