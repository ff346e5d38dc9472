#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "domain/ports/advice_store.hpp"
#include "domain/result.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {

struct exchange_row {
  std::int64_t id = 0;
  /// Whose conversation it is.
  user_id owner;
  stored_exchange exchange;
};

struct exchange_page {
  /// Newest first.
  std::vector<exchange_row> rows;
  page_cursor next;
};

/// The row that `run` stands on, of a statement that gives such rows.
result<exchange_row> read_exchange(const sqlite_run& row, const value_seal& seal);

/// Up to both bounds, and one row at least. `run` gives the newest first, one more than
/// `most_rows` if there are more; what lies beyond the page is not read.
result<exchange_page> read_exchanges(sqlite_run& run, const value_seal& seal, std::size_t most_rows,
                                     std::size_t most_bytes);

}  // namespace aurawell::net
