#pragma once

#include <map>
#include <mutex>
#include <vector>

#include "domain/chat/client_command.hpp"
#include "domain/ports/service_status.hpp"

namespace aurawell::actors {

/// What each pool last wrote about itself, for anyone to read without asking the pool.
/// Thread-safe.
class pool_board {
 public:
  /// `change(pool_status&)` runs under the board's lock: let it be short.
  template <class Change>
  void update(chat_kind kind, Change change) {
    const std::lock_guard lock{mutex_};
    change(pools_[kind]);
  }

  /// In the order of the kinds.
  std::vector<pool_status> read() const {
    const std::lock_guard lock{mutex_};
    std::vector<pool_status> all;
    for (const auto& [kind, status] : pools_) {
      all.push_back(status);
    }
    return all;
  }

 private:
  mutable std::mutex mutex_;
  std::map<chat_kind, pool_status> pools_;
};

}  // namespace aurawell::actors
