#pragma once

#include <cstdint>
#include <functional>

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

struct rekey_progress {
  /// Rows processed so far, and the number of all rows that may have sealed values.
  std::int64_t rows = 0;
  std::int64_t of = 0;
};

/// Called after each batch. Returns true to continue.
using rekey_report = std::function<bool(const rekey_progress&)>;

/// Seals with the newest key all values of the database of `options.url` and of its spool that are
/// unsealed or sealed with an older key, in batches. The service may run meanwhile if it seals with
/// the newest key; otherwise this fails before the first change. At the end both files stop
/// accepting the older keys: a program whose newest key is one of them can no longer write. No
/// unsealed copies stay in the files. When `report` returns false, the finished batches are kept
/// and the result is false. A new call continues.
result<bool> rekey_store(const store_options& options, const rekey_report& report);

}  // namespace aurawell::net
