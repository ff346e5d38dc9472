#pragma once

#include <chrono>
#include <memory>

#include "actors/store/store_board.hpp"
#include "actors/store/work_line.hpp"
#include "domain/durability/other_processes.hpp"
#include "domain/durability/write_backlog.hpp"
#include "domain/ports/advice_store.hpp"

namespace aurawell::actors {

/// The resources of the store actor and the store reader; no other actor uses them.
struct store_setup {
  /// Used by the store actor.
  std::shared_ptr<advice_store> store;
  /// Holds writes while the database is away; null: they fail then.
  std::shared_ptr<write_backlog> backlog{};
  /// First pause before a database that is away is tried again; doubles up to eight times this
  /// value.
  std::chrono::milliseconds retry_interval{1'000};
  /// The same database over another connection, used by the store reader. Null: there is no store
  /// reader, and the store actor makes all reads.
  std::shared_ptr<advice_store> reader{};
  work_limits limits{};
  /// Any thread may read it.
  std::shared_ptr<store_board> board = std::make_shared<store_board>();
  /// The same database over a connection for the store actor's reads: a damaged page met there
  /// undoes no group of writes. Null: it reads over `store`.
  std::shared_ptr<advice_store> history{};
  /// Other processes with the same database; the store actor looks at them every `others_interval`,
  /// and gets the backlog from there if it has none. Null: there can be none.
  std::shared_ptr<other_processes> others{};
  std::chrono::milliseconds others_interval{1'000};
};

}  // namespace aurawell::actors
