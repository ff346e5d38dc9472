#pragma once

#include <cstdint>
#include <functional>

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

struct rekey_progress {
  /// Rows seen so far, of all that may hold sealed values.
  std::int64_t rows = 0;
  std::int64_t of = 0;
};

/// True: go on.
using rekey_report = std::function<bool(const rekey_progress&)>;

/// Seals with the newest key whatever the database of `options.url` and its spool hold in the
/// open or under an older key, batch by batch; the service may run meanwhile if it seals with
/// that key, and nothing is begun when it does not. In the end both forget the older keys: who
/// still has one of them as its newest can write nothing more. What was written in the open
/// is nowhere in their files. `report` is told after each batch; when it says no the work so
/// far is kept and the result is false. Started again it goes on.
result<bool> rekey_store(const store_options& options, const rekey_report& report);

}  // namespace aurawell::net
