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
  /// Why the database refused it; empty: it still waits.
  std::string refused;
};

/// The readable part of a spool.
struct salvaged_writes {
  std::vector<kept_write> writes;
  /// Answers in `writes` that wait for a lost question: the database would refuse them, so they
  /// count as refused from now on.
  std::vector<std::int64_t> orphans;
  /// Rows whose text cannot be opened, and progress of a lost question.
  std::vector<std::int64_t> useless;
  /// True: no damaged page was met.
  bool is_whole = true;
};

/// Reads everything readable, oldest first, and logs lost writes by their request id. A failure:
/// the file cannot be read now.
///
/// @param file Name for the log.
result<salvaged_writes> salvage(const waiting_statements& statements, const value_seal& seal,
                                const std::string& file);

}  // namespace aurawell::net
