#pragma once

#include <cstddef>
#include <functional>

#include "domain/ports/advice_store.hpp"
#include "domain/ports/store_failures.hpp"
#include "domain/result.hpp"

namespace aurawell {

/// Writes that are independent of each other.
struct isolated_writes {
  std::size_t count = 0;
  /// Makes write 0 to `count` - 1 in the open transaction. Called again if that transaction was
  /// undone.
  std::function<result<void>(std::size_t)> write;
  /// The write is durable, or has failed on its own. Called in order, once for each. False: stop
  /// here.
  std::function<bool(std::size_t, const result<void>&)> settled;
};

/// Makes the writes in order, in as few transactions as possible so that no write fails because of
/// another. A failing write undoes its transaction; the writes before it are committed without it;
/// it counts as failed if it also fails as the first of a transaction. With no writes, only finds
/// out whether the store can be written.
///
/// Returns a failure when the store is away; what was not settled is undone then.
result<void> write_isolated(advice_store& store, const isolated_writes& all);

}  // namespace aurawell
