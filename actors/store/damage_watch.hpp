#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "actors/store/store_board.hpp"
#include "domain/ports/advice_store.hpp"

namespace aurawell::actors {

/// Publishes on the board how often a damaged page of the database was met, and logs it at most
/// once a minute. Used by one actor.
class damage_watch {
 public:
  explicit damage_watch(std::shared_ptr<store_board> board) : board_{std::move(board)} {}

  /// Call it after a failure of the store.
  void look(const advice_store& store, std::chrono::steady_clock::time_point now);

 private:
  std::shared_ptr<store_board> board_;
  std::uint64_t known_ = 0;
  std::optional<std::chrono::steady_clock::time_point> logged_at_;
};

}  // namespace aurawell::actors
