#pragma once

#include <chrono>
#include <memory>
#include <utility>

#include "domain/ports/store_access.hpp"

namespace aurawell::actors {

/// Work for the store on behalf of a thread outside the actors. Reports exactly once, at
/// the latest when nobody holds it any more.
class store_work {
 public:
  store_work(store_use how, store_access::work what, store_access::report then,
             std::chrono::steady_clock::time_point begin_by)
      : what_{std::move(what)}, then_{std::move(then)}, begin_by_{begin_by}, how_{how} {}
  store_work(const store_work&) = delete;
  store_work& operator=(const store_work&) = delete;
  ~store_work() { report(error{ec::database_unreachable, "the store did not take it up"}); }

  store_use how() const noexcept { return how_; }

  /// Past this the asker has given up: it must not be begun.
  bool is_late(std::chrono::steady_clock::time_point now) const noexcept { return now > begin_by_; }

  result<void> run(advice_store& store) const { return what_(store); }

  void report(const result<void>& done) {
    if (const auto then = std::exchange(then_, nullptr)) {
      then(done);
    }
  }

 private:
  store_access::work what_;
  store_access::report then_;
  std::chrono::steady_clock::time_point begin_by_;
  store_use how_;
};

}  // namespace aurawell::actors
