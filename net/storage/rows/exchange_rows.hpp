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
  /// The owner of the conversation.
  user_id owner;
  stored_exchange exchange;
};

struct exchange_page {
  /// Newest first.
  std::vector<exchange_row> rows;
  page_cursor next;
};

/// Reads the present row of a statement that returns such rows.
result<exchange_row> read_exchange(const sqlite_run& row, const value_seal& seal);

/// Reads rows up to both limits, and at least one. `run` returns the newest first, and one more
/// than `most_rows` if there are more; rows beyond the page are not read.
result<exchange_page> read_exchanges(sqlite_run& run, const value_seal& seal, std::size_t most_rows,
                                     std::size_t most_bytes);

}  // namespace aurawell::net
