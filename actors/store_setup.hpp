#pragma once

#include <chrono>
#include <memory>

#include "actors/store_board.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/write_backlog.hpp"

namespace aurawell::actors {

/// What the store actor works with, and it alone.
struct store_setup {
  std::shared_ptr<advice_store> store;
  /// Where writes wait while the database is away; null: they fail then.
  std::shared_ptr<write_backlog> backlog{};
  /// First pause before a database that is away is tried again; it doubles, up to eight
  /// times this.
  std::chrono::milliseconds retry_interval{1'000};
  /// Anyone may read it.
  std::shared_ptr<store_board> board = std::make_shared<store_board>();
};

}  // namespace aurawell::actors
