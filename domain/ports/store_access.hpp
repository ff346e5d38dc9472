#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "domain/ports/account_store.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/result.hpp"

namespace aurawell {

/// The store for threads that must not block. Thread-safe; no call blocks.
class store_access {
 public:
  /// Runs on the store's thread. All its calls see one state; with `write`, they become
  /// durable together, or not at all when it gives a failure.
  using work = std::function<result<void>(advice_store&)>;
  /// Called exactly once, on any thread, possibly before the call returns;
  /// `ec::database_unreachable` when the work was not begun in time, and then never is.
  using report = std::function<void(result<void>)>;

  store_access() = default;
  store_access(const store_access&) = delete;
  store_access& operator=(const store_access&) = delete;
  virtual ~store_access() = default;

  virtual void read(work what, report then) = 0;
  virtual void write(work what, report then) = 0;
};

enum class store_use : unsigned char { reads, writes };

/// As `read` or `write`, for work that finds something.
template <class T>
void ask_store(store_access& store, store_use how, std::function<result<T>(advice_store&)> what,
               std::function<void(result<T>)> then) {
  const auto found = std::make_shared<std::optional<T>>();
  auto work = [found, what = std::move(what)](advice_store& all) -> result<void> {
    auto outcome = what(all);
    if (!outcome) {
      return outcome.failure();
    }
    *found = std::move(outcome).value();
    return {};
  };
  auto report = [found, then = std::move(then)](const result<void>& done) {
    if (done) {
      then(std::move(**found));
    } else {
      then(done.failure());
    }
  };
  if (how == store_use::reads) {
    store.read(std::move(work), std::move(report));
  } else {
    store.write(std::move(work), std::move(report));
  }
}

}  // namespace aurawell
