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

/// On whose behalf the store works. Askers have their turns one after the other, and what
/// waits of one is bounded.
struct store_asker {
  /// The user; before it is known who that is, something else that sets the asker apart.
  std::string name;
  /// Becomes true when nobody waits for the report any more: a read that has not begun is
  /// not made then. Null: somebody always waits.
  std::shared_ptr<const std::atomic<bool>> has_left{};
  /// When the user of that name was let in. Who has been erased since then writes nothing.
  /// None: not known to be a user.
  std::optional<wall_time> let_in{};
  /// Whether the login that the user shows has ended: nothing is written for it any more. Any
  /// thread. Null: there is none.
  std::function<bool()> has_ended{};
  /// Sets some work of the asker apart: it has turns and bounds of its own.
  std::string line{};
};

/// The store for threads that must not block. Thread-safe; no call blocks.
class store_access {
 public:
  /// Runs on the store's thread, again when it was undone for another's failure. All its calls see
  /// one state; with `write`, they become durable together, or not at all when it gives a failure.
  using work = std::function<result<void>(advice_store&)>;
  /// Called exactly once, on any thread, possibly before the call returns;
  /// `ec::database_unreachable` when the work was not begun in time, `ec::rate_limited` when
  /// too much of the asker's was waiting, `ec::unavailable` when too much of everybody's was.
  /// In all three cases it never is begun.
  using report = std::function<void(result<void>)>;

  store_access() = default;
  store_access(const store_access&) = delete;
  store_access& operator=(const store_access&) = delete;
  virtual ~store_access() = default;

  /// Sees what was reported as written before. It waits for no write.
  virtual void read(const store_asker& who, work what, report then) = 0;
  /// `ec::user_not_found`, looked for in the transaction of the work, when the asker has been
  /// erased since it was let in; `ec::token_invalid` when its login has ended since.
  void write(const store_asker& who, work what, report then) {
    auto allowed = who.has_ended ? unless_ended(who.has_ended, std::move(what)) : std::move(what);
    do_write(who,
             who.let_in ? unless_erased({who.name}, *who.let_in, std::move(allowed))
                        : std::move(allowed),
             std::move(then));
  }

 private:
  virtual void do_write(const store_asker& who, work what, report then) = 0;

  static work unless_erased(user_id user, wall_time since, work what) {
    return [user = std::move(user), since, what = std::move(what)](advice_store& store) {
      const auto there = store.accounts().check_presence(user, since);
      return there ? what(store) : there;
    };
  }

  static work unless_ended(std::function<bool()> has_ended, work what) {
    return [has_ended = std::move(has_ended),
            what = std::move(what)](advice_store& store) -> result<void> {
      return has_ended() ? error{ec::token_invalid, "its login has been signed out"} : what(store);
    };
  }
};

enum class store_use : unsigned char { reads, writes };

/// As `read` or `write`, for work that finds something.
template <class T>
void ask_store(store_access& store, store_use how, const store_asker& who,
               std::function<result<T>(advice_store&)> what, std::function<void(result<T>)> then) {
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
    store.read(who, std::move(work), std::move(report));
  } else {
    store.write(who, std::move(work), std::move(report));
  }
}

}  // namespace aurawell
