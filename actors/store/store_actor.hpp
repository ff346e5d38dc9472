#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "actors/store/damage_watch.hpp"
#include "actors/store/group_member.hpp"
#include "actors/store/store_setup.hpp"
#include "actors/store/work_line.hpp"
#include "actors/system/interfaces.hpp"
#include "domain/durability/waiting_writes.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/ports/write_spool.hpp"

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
  /// Work from outside waits for its turn behind what conversations want.
  void add_work(const store_work_ptr& work);
  /// Some of what waits in turn, for a few milliseconds.
  void make_next();
  /// What is committed; a group that must be seen is committed first.
  advice_store& read_store() const { return with.history ? *with.history : *with.store; }
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
  /// What was removed leaves the database's log too, now or when that can be done.
  void clear_log();

  store_actor::stateful_pointer<store_state> self = nullptr;
  store_setup with;

 private:
  /// What writes is reported when it is durable.
  void do_work(const store_work_ptr& work);
  bool holds_answer(const conversation_key& key) const;
  // The group: store_group.cpp
  void add(group_member fresh);
  void open_group();
  result<void> attempt(group_member& member);
  std::optional<error> commit_group();
  std::optional<error> write_anew();
  // While the database is away: store_outage.cpp
  void spool(const error& why);
  std::optional<write_outcome> find_known(const question_record& question) const;
  bool was_asked_before(const group_member& member, std::set<request_name>& asked) const;
  void keep();
  void on_failure(const error& why);
  void degrade(const error& why);
  void recover();
  void wait_for_locks(bool wait) noexcept;
  void show_backlog();
  // How the database's log stands: store_log.cpp
  void look_at_log();

  work_line line_;
  std::optional<damage_watch> damage_;
  std::vector<group_member> group_;
  /// The group's transaction is open.
  bool has_begun_ = false;
  /// Why nothing more of this group is tried: the database is away, or a failure may make
  /// others fail that are good.
  std::optional<error> away_;
  bool is_spoiled_ = false;
  bool degraded_ = false;
  /// The spool takes nothing either, and the log says so.
  bool refuses_ = false;
  std::chrono::milliseconds pause_{0};
  /// Since when what was removed is in the log; nothing: it is not.
  std::optional<std::chrono::steady_clock::time_point> unclear_since_;
  bool told_unclear_ = false;
  std::chrono::steady_clock::time_point log_seen_at_{};
};

/// @param with Its calls block: spawn detached.
store_actor::behavior_type run_store(store_actor::stateful_pointer<store_state> self,
                                     store_setup with);

}  // namespace aurawell::actors
