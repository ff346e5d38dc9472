#pragma once

#include <chrono>
#include <string>

#include "actors/store/work_limits.hpp"
#include "actors/system/store_work.hpp"
#include "domain/admission/fair_queue.hpp"

namespace aurawell::actors {

/// Waiting work from outside. The work of one asker keeps its order; askers are served in turn. Not
/// thread-safe.
class work_line {
 public:
  explicit work_line(work_limits most = {}) : most_{most} {}

  /// False: some work was refused and has reported it. When the asker has too much waiting, that is
  /// `work`, with `ec::rate_limited`. When all askers together have too much waiting, it is the
  /// newest work of the asker with the most, with `ec::unavailable`.
  bool add(store_work_ptr work);

  /// The next work that is still wanted; null: there is none. Drops unwanted work before it.
  store_work_ptr next(std::chrono::steady_clock::time_point now);

  bool empty() const noexcept { return waiting_.empty(); }
  std::size_t size() const noexcept { return waiting_.size(); }

 private:
  work_limits most_;
  fair_queue<std::string, store_work_ptr> waiting_;
};

}  // namespace aurawell::actors
