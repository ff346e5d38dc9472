#include "actors/store/work_line.hpp"

#include <utility>

namespace aurawell::actors {

bool work_line::add(store_work_ptr work) {
  const bool is_kept = keep(std::move(work));
  publish(is_kept ? 0 : 1);
  return is_kept;
}

void work_line::publish(std::uint64_t refused) const {
  if (board_) {
    board_->with_lock([&](store_status& status) {
      status.*field_ = size();
      status.refused += refused;
    });
  }
}

bool work_line::keep(store_work_ptr work) {
  const auto& asker = work->asker();
  if (waiting_.size_of(asker) >= most_.per_asker) {
    work->report(error{ec::rate_limited, "too many requests of yours wait for the database"});
    return false;
  }
  waiting_.push(asker, std::move(work));
  if (waiting_.size() <= most_.in_all) {
    return true;
  }
  waiting_.pop_of_longest()->report(
      error{ec::unavailable, "too many requests wait for the database"});
  return false;
}

store_work_ptr work_line::next(std::chrono::steady_clock::time_point now) {
  while (!waiting_.empty()) {
    auto work = waiting_.pop();
    if (work->is_wanted(now)) {
      return work;
    }
  }
  return nullptr;
}

}  // namespace aurawell::actors
