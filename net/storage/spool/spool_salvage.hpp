#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/ports/write_spool.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/rows/waiting_rows.hpp"

namespace aurawell::net {

/// A row of a spool.
struct kept_write {
  std::int64_t number = 0;
  spooled_write write;
  /// Why the database refused it; empty: it waits.
  std::string refused;
};

/// What can be read of a spool.
struct salvaged_writes {
  std::vector<kept_write> writes;
  /// Of `writes`, answers that wait for a question that is lost: the database would not have
  /// them. They are refused from now on.
  std::vector<std::int64_t> orphans;
  /// Rows whose text cannot be opened, and progress of a lost question.
  std::vector<std::int64_t> useless;
  /// No page on the way was damaged.
  bool is_whole = true;
};

/// Reads all that can be read, oldest first, and logs what is lost by the request's name. A
/// failure: the file cannot be read now.
///
/// @param file For the log.
result<salvaged_writes> salvage(const waiting_statements& statements, const value_seal& seal,
                                const std::string& file);

}  // namespace aurawell::net
