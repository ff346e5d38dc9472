#include "net/storage/rows/revoked_rows.hpp"

#include "net/storage/database/sqlite_rows.hpp"

namespace aurawell::net {

revoked_login read_revoked(const sqlite_run& row) {
  return read_revoked_at(row, 0);
}

revoked_login read_revoked_at(const sqlite_run& row, int first) {
  revoked_login read{std::string{row.text(first)},
                     {std::string{row.text(first + 1)}},
                     from_unix_ms(row.integer(first + 2))};
  if (!row.is_null(first + 3)) {
    read.began_before = from_unix_ms(row.integer(first + 3));
  }
  read.spared = row.text(first + 4);
  return read;
}

}  // namespace aurawell::net
