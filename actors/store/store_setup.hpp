#pragma once

#include <chrono>
#include <memory>

#include "actors/store/store_board.hpp"
#include "actors/store/work_limits.hpp"
#include "domain/durability/write_backlog.hpp"
#include "domain/ports/advice_store.hpp"

namespace aurawell::actors {

/// What the store actor and the store reader work with, and they alone.
struct store_setup {
  /// The store actor's.
  std::shared_ptr<advice_store> store;
  /// Where writes wait while the database is away; null: they fail then.
  std::shared_ptr<write_backlog> backlog{};
  /// First pause before a database that is away is tried again; it doubles, up to eight
  /// times this.
  std::chrono::milliseconds retry_interval{1'000};
  /// The same database over another connection, for reading: the store reader's. Null: there
  /// is no such actor, and the store actor reads for all.
  std::shared_ptr<advice_store> reader{};
  work_limits limits{};
  /// Anyone may read it.
  std::shared_ptr<store_board> board = std::make_shared<store_board>();
  /// The same database for what the store actor reads: a damaged page that is met there undoes
  /// no group of writes. Null: it reads over `store`.
  std::shared_ptr<advice_store> history{};
};

}  // namespace aurawell::actors
