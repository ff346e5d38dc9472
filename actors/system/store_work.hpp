#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "domain/ports/store_access.hpp"

namespace aurawell::actors {

/// Work for the store, requested by a thread outside the actors. Reports exactly once, at the
/// latest on its destruction.
class store_work {
 public:
  store_work(store_use use, store_asker asker, store_access::work task, store_access::report then,
             std::chrono::steady_clock::time_point begin_by)
      : requester_{std::move(asker)},
        line_{requester_.line.empty() ? requester_.name : requester_.name + '\n' + requester_.line},
        task_{std::move(task)},
        then_{std::move(then)},
        begin_by_{begin_by},
        use_{use} {}
  store_work(const store_work&) = delete;
  store_work& operator=(const store_work&) = delete;
  ~store_work() { report(error{ec::database_unreachable, "the store did not take it up"}); }

  store_use use() const noexcept { return use_; }

  /// Identifies the asker and the line of its work.
  const std::string& asker() const noexcept { return line_; }

  /// False: the asker no longer waits, and the work must not begin. A change is made even if its
  /// asker has left.
  bool is_wanted(std::chrono::steady_clock::time_point now) const noexcept {
    const bool has_left =
        use_ == store_use::reads && requester_.has_left && requester_.has_left->load();
    return now <= begin_by_ && !has_left;
  }

  result<void> run(advice_store& store) const { return task_(store); }

  void report(const result<void>& done) {
    if (const auto then = std::exchange(then_, nullptr)) {
      then(done);
    }
  }

 private:
  store_asker requester_;
  std::string line_;
  store_access::work task_;
  store_access::report then_;
  std::chrono::steady_clock::time_point begin_by_;
  store_use use_;
};

using store_work_ptr = std::shared_ptr<store_work>;

}  // namespace aurawell::actors
