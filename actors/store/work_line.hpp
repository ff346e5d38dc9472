#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "actors/store/store_board.hpp"
#include "actors/system/store_work.hpp"
#include "domain/admission/fair_queue.hpp"

namespace aurawell::actors {

/// Limits of waiting work from outside; they apply to reads and to changes separately.
struct work_limits {
  std::size_t per_asker = 16;
  std::size_t in_all = 1'024;
};

/// Waiting work from outside. The work of one asker keeps its order; askers are served in turn. Not
/// thread-safe.
class work_line {
 public:
  /// Field of the board for the number of waiting works.
  using board_field = std::uint64_t store_status::*;

  /// @param board Null: the state is not published.
  explicit work_line(work_limits most = {}, std::shared_ptr<store_board> board = nullptr,
                     board_field waiting = nullptr)
      : most_{most}, board_{std::move(board)}, field_{waiting} {}

  /// Publishes the new state too. False: some work was refused and has reported it. When the asker
  /// has too much waiting, that is `work`, with `ec::rate_limited`. When all askers together have
  /// too much waiting, it is the newest work of the asker with the most, with `ec::unavailable`.
  bool add(store_work_ptr work);

  /// The next work that is still wanted; null: there is none. Drops unwanted work before it.
  store_work_ptr next(std::chrono::steady_clock::time_point now);

  /// Publishes how much work waits.
  void publish() const { publish(0); }

  bool empty() const noexcept { return waiting_.empty(); }
  std::size_t size() const noexcept { return waiting_.size(); }

 private:
  bool keep(store_work_ptr work);
  void publish(std::uint64_t refused) const;

  work_limits most_;
  std::shared_ptr<store_board> board_;
  board_field field_ = nullptr;
  fair_queue<std::string, store_work_ptr> waiting_;
};

}  // namespace aurawell::actors
