#pragma once

#include <mutex>

#include "domain/ports/service_status.hpp"

namespace aurawell::actors {

/// What the store actor last wrote about the database, for anyone to read. Thread-safe.
class store_board {
 public:
  /// `change(store_status&)` runs under the board's lock: let it be short.
  template <class Change>
  void update(Change change) {
    const std::lock_guard lock{mutex_};
    change(status_);
  }

  store_status read() const {
    const std::lock_guard lock{mutex_};
    return status_;
  }

 private:
  mutable std::mutex mutex_;
  store_status status_;
};

}  // namespace aurawell::actors
