#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "domain/ports/account_store.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/result.hpp"

namespace aurawell {

/// The client that work is done for. Askers are served in turn, and the waiting work of one is
/// limited.
struct store_asker {
  /// The user id; before the user is known, another text that identifies the asker.
  std::string name;
  /// Set to true when the report is no longer needed: a read that has not begun is dropped then.
  /// Null: always needed.
  std::shared_ptr<const std::atomic<bool>> has_left{};
  /// When the user of that name was admitted. If the user was erased since then, nothing is
  /// written. None: not known to be a user.
  std::optional<wall_time> let_in{};
  /// Whether the login that the user presented has ended; then nothing is written for it. Called on
  /// any thread. Null: there is no login.
  std::function<bool()> has_ended{};
  /// Names a separate line for some work of the asker, with its own turns and limits.
  std::string line{};
};

/// The store for threads that must not block. Thread-safe; no call blocks.
class store_access {
 public:
  /// Runs on the store's thread; runs again if it was undone because of another's failure. All its
  /// calls see one state. With `write`, they become durable together, or not at all if it returns a
  /// failure.
  using work = std::function<result<void>(advice_store&)>;
  /// Called exactly once, on any thread, possibly before the call returns.
  /// `ec::database_unreachable`: the work was not begun in time; `ec::rate_limited`: too much work
  /// of the asker was waiting; `ec::unavailable`: too much work of all askers was waiting. In these
  /// three cases it never begins.
  using report = std::function<void(result<void>)>;

  store_access() = default;
  store_access(const store_access&) = delete;
  store_access& operator=(const store_access&) = delete;
  virtual ~store_access() = default;

  /// Sees all writes that were reported before. Waits for no write.
  virtual void read(const store_asker& asker, work task, report then) = 0;
  /// Fails with `ec::user_not_found` when the asker was erased since the admission, and with
  /// `ec::token_invalid` when its login has ended. Both are checked in the transaction of the work.
  void write(const store_asker& asker, work task, report then) {
    auto allowed =
        asker.has_ended ? unless_ended(asker.has_ended, std::move(task)) : std::move(task);
    do_write(asker,
             asker.let_in ? unless_erased({asker.name}, *asker.let_in, std::move(allowed))
                          : std::move(allowed),
             std::move(then));
  }

 private:
  virtual void do_write(const store_asker& asker, work task, report then) = 0;

  static work unless_erased(user_id user, wall_time since, work task) {
    return [user = std::move(user), since, task = std::move(task)](advice_store& store) {
      const auto there = store.accounts().check_presence(user, since);
      return there ? task(store) : there;
    };
  }

  static work unless_ended(std::function<bool()> has_ended, work task) {
    return [has_ended = std::move(has_ended),
            task = std::move(task)](advice_store& store) -> result<void> {
      return has_ended() ? error{ec::token_invalid, "its login has been signed out"} : task(store);
    };
  }
};

enum class store_use : unsigned char { reads, writes };

/// Like `read` or `write`, for work that returns a value.
template <class T>
void ask_store(store_access& store, store_use use, const store_asker& asker,
               std::function<result<T>(advice_store&)> task, std::function<void(result<T>)> then) {
  const auto found = std::make_shared<std::optional<T>>();
  auto work = [found, task = std::move(task)](advice_store& all) -> result<void> {
    auto outcome = task(all);
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
  if (use == store_use::reads) {
    store.read(asker, std::move(work), std::move(report));
  } else {
    store.write(asker, std::move(work), std::move(report));
  }
}

}  // namespace aurawell
