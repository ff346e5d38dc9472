#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "actors/interfaces.hpp"
#include "actors/store_setup.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/ports/write_spool.hpp"
#include "domain/waiting_writes.hpp"

namespace aurawell::actors {

/// Serialises access to the store and commits in groups: whatever waited in the
/// mailbox when the first write came is made durable with it, then all are answered.
///
/// While the database is away, the groups go to the spool:
///
///     direct ──a group or a read finds the database away──► degraded
///        ▲                                                     │ retry, at growing pauses:
///        └───────────────────the spool is empty────────────────┘ replay the oldest
struct store_state {
  static inline const char* name = "store";

  /// Refuses what still waits: CAF would not.
  ~store_state();

  /// From where a former one stopped, however that ended.
  void start();
  caf::result<stored_exchange_ptr> write_question(const question_record& question);
  /// Does the write now and replies when it is durable.
  caf::result<caf::ok_atom> write(spooled_write what);
  /// Work from outside; what writes is reported when it is durable.
  void do_work(const store_work_ptr& work);
  conversation_background background(const background_query& query);
  caf::result<std::vector<stored_exchange>> session(const session_query& query);
  /// Of anything that only reads.
  template <class T>
  result<T> checked(result<T> read) {
    if (!read) {
      on_failure(read.failure());
    }
    return read;
  }
  void flush();
  void retry();

  store_actor::stateful_pointer<store_state> self = nullptr;
  store_setup with;

 private:
  /// Null for everything but a question that was asked before.
  using write_outcome = result<stored_exchange_ptr>;

  /// A member of the group.
  struct pending {
    /// Nothing: it cannot wait for the database.
    std::optional<spooled_write> what;
    /// Nothing: it was not tried, or met a database that is away.
    std::optional<write_outcome> outcome;
    /// The store did not know the question.
    bool is_new = false;
    std::function<void(const write_outcome&)> reply;
  };

  void open_group();
  void add(std::optional<spooled_write> what, const std::function<write_outcome()>& work,
           std::function<void(const write_outcome&)> reply);
  // While the database is away: store_outage.cpp
  void spool(std::vector<pending> group, const error& why);
  std::optional<write_outcome> find_known(const question_record& question) const;
  bool was_asked_before(const pending& member, std::set<request_name>& asked) const;
  void keep(std::vector<pending>& group);
  void on_failure(const error& why);
  void degrade(const error& why);
  void recover();
  void show_backlog();

  std::vector<pending> group_;
  /// The group's transaction is open.
  bool has_begun_ = false;
  /// Why nothing more of this group is tried.
  std::optional<error> away_;
  bool degraded_ = false;
  /// The spool takes nothing either, and the log says so.
  bool refuses_ = false;
  std::chrono::milliseconds pause_{0};
};

/// @param with Its calls block: spawn detached.
store_actor::behavior_type run_store(store_actor::stateful_pointer<store_state> self,
                                     store_setup with);

}  // namespace aurawell::actors
