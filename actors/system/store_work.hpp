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
  store_work(store_use how, store_asker who, store_access::work what, store_access::report then,
             std::chrono::steady_clock::time_point begin_by)
      : who_{std::move(who)},
        line_{who_.line.empty() ? who_.name : who_.name + '\n' + who_.line},
        what_{std::move(what)},
        then_{std::move(then)},
        begin_by_{begin_by},
        how_{how} {}
  store_work(const store_work&) = delete;
  store_work& operator=(const store_work&) = delete;
  ~store_work() { report(error{ec::database_unreachable, "the store did not take it up"}); }

  store_use how() const noexcept { return how_; }

  /// Identifies the asker and the line of its work.
  const std::string& asker() const noexcept { return line_; }

  /// False: the asker no longer waits, and the work must not begin. A change is made even if its
  /// asker has left.
  bool is_wanted(std::chrono::steady_clock::time_point now) const noexcept {
    const bool has_left = how_ == store_use::reads && who_.has_left && who_.has_left->load();
    return now <= begin_by_ && !has_left;
  }

  result<void> run(advice_store& store) const { return what_(store); }

  void report(const result<void>& done) {
    if (const auto then = std::exchange(then_, nullptr)) {
      then(done);
    }
  }

 private:
  store_asker who_;
  std::string line_;
  store_access::work what_;
  store_access::report then_;
  std::chrono::steady_clock::time_point begin_by_;
  store_use how_;
};

using store_work_ptr = std::shared_ptr<store_work>;

}  // namespace aurawell::actors
