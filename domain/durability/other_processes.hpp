#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "domain/account/account.hpp"
#include "domain/durability/write_backlog.hpp"
#include "domain/ports/advice_store.hpp"

namespace aurawell {

/// The other processes that use the same database, while one takes over from another. Calls block,
/// and come from one thread at a time.
class other_processes {
 public:
  other_processes() = default;
  other_processes(const other_processes&) = delete;
  other_processes& operator=(const other_processes&) = delete;
  virtual ~other_processes() = default;

  /// Completes the work of processes that have ended, as far as it is possible now. Must not be
  /// called between `begin` and `commit`. Returns the number of other processes that run.
  virtual std::size_t look(advice_store& store) = 0;

  /// Null until this process has the spool.
  virtual std::shared_ptr<write_backlog> backlog() const = 0;

  /// Called by `look`, while others run, with all revoked logins of the database. Set it before
  /// any other call.
  using revocation_listener = std::function<void(const std::vector<revoked_login>&)>;
  void on_revocations(revocation_listener listener) { listener_ = std::move(listener); }

 protected:
  void report(const std::vector<revoked_login>& logins) const {
    if (listener_) {
      listener_(logins);
    }
  }

 private:
  revocation_listener listener_;
};

}  // namespace aurawell
