#pragma once

#include <chrono>
#include <string>

#include "actors/store/work_limits.hpp"
#include "actors/system/store_work.hpp"
#include "domain/admission/fair_queue.hpp"

namespace aurawell::actors {

/// Work from outside that waits for its turn: in the order of each asker, askers one after
/// the other. Not thread-safe.
class work_line {
 public:
  explicit work_line(work_limits most = {}) : most_{most} {}

  /// False: some work was refused, and has reported that. This one with `ec::rate_limited` when
  /// so much of its asker's waits; with `ec::unavailable`, when so much of everybody's does, the
  /// newest of whoever has the most waiting.
  bool add(store_work_ptr work);

  /// The next one that somebody still wants; null: there is none. Others end on the way.
  store_work_ptr next(std::chrono::steady_clock::time_point now);

  bool empty() const noexcept { return waiting_.empty(); }
  std::size_t size() const noexcept { return waiting_.size(); }

 private:
  work_limits most_;
  fair_queue<std::string, store_work_ptr> waiting_;
};

}  // namespace aurawell::actors
