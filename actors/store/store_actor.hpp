#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <vector>

#include "actors/store/damage_watch.hpp"
#include "actors/store/group_member.hpp"
#include "actors/store/store_setup.hpp"
#include "actors/store/work_line.hpp"
#include "actors/system/interfaces.hpp"
#include "actors/system/wake_up.hpp"
#include "domain/durability/waiting_writes.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/ports/write_spool.hpp"

namespace aurawell::actors {

/// Serialises access to the store and commits in groups: all writes that waited in the mailbox when
/// the first one came become durable with it, then all get their replies.
///
/// While the database is away, the groups go to the spool:
///
///     direct ──a group or a read finds the database away──► degraded
///        ▲                                                     │ retry, at growing pauses:
///        └───────────────────the spool is empty────────────────┘ replay the oldest
struct store_state {
  static inline const char* name = "store";

  /// Refuses the waiting work, because CAF would not reply to it.
  ~store_state();

  /// Continues where a former store actor stopped, whatever the reason was.
  void start();
  caf::result<question_claim> write_question(const question_record& question);
  /// Adds the write to the group; replies when it is durable.
  caf::result<caf::ok_atom> write(spooled_write spooled);
  /// Queues work from outside; it runs in turn with the messages of conversations.
  void add_work(const store_work_ptr& work);
  /// Runs some of that work in turn, for a few milliseconds.
  void make_next();
  /// For reads: sees what is committed. If a read must see the group, and `must_flush`, commit
  /// first.
  bool must_flush() const { return setup.history || setup.store->saves_in_groups(); }
  advice_store& read_store() const { return setup.history ? *setup.history : *setup.store; }
  conversation_background background(const background_query& query);
  caf::result<stored_exchange_ptr> find(const request_name& wanted);
  caf::result<std::vector<stored_exchange>> session(const session_query& query);
  /// For any result of a read.
  template <class T>
  result<T> checked(result<T> read);
  void flush();
  void retry();
  /// Removes deleted data from the database's log, now or as soon as possible.
  void clear_log();

  store_actor::stateful_pointer<store_state> self = nullptr;
  store_setup setup;

 private:
  /// Work that writes reports when it is durable.
  void do_work(const store_work_ptr& work);
  bool holds_answer(const conversation_key& key) const;
  // The group: store_group.cpp
  void add(group_member fresh);
  void open_group();
  void save_waiting();
  void note_failure(const error& failure);
  result<void> attempt(group_member& member);
  std::optional<error> commit_group();
  std::optional<error> write_anew();
  // While the database is away: store_outage.cpp
  void spool(const error& failure);
  std::optional<write_outcome> find_known(const question_record& question) const;
  bool was_asked_before(const group_member& member, std::set<request_name>& asked) const;
  void write_to_spool();
  void on_failure(const error& failure);
  void degrade(const error& failure);
  void recover();
  void wait_for_locks(bool wait) noexcept;
  void show_backlog();
  // State of the database's log: store_log.cpp
  void look_at_log();
  // Other processes with the same database: store_others.cpp
  void look_at_others();
  void watch_others();

  work_line line_;
  std::optional<damage_watch> damage_;
  std::vector<group_member> group_;
  /// The members that were tried; the others wait for one call with all of them.
  std::size_t tried_ = 0;
  /// When its first member came.
  std::chrono::steady_clock::time_point group_began_{};
  /// The group's transaction is open.
  bool has_begun_ = false;
  /// The database is away, for this reason: the rest of this group is not tried.
  std::optional<error> away_;
  /// Nor is it tried after a failure that may make valid writes of the same transaction fail.
  bool transaction_failed_ = false;
  bool degraded_ = false;
  /// The spool accepts no writes either; this was logged.
  bool refuses_ = false;
  std::chrono::milliseconds pause_{0};
  /// Since when deleted data is in the log; nothing: there is none.
  std::optional<std::chrono::steady_clock::time_point> deleted_data_since_;
  /// It was logged that this data stays for too long.
  bool deleted_data_logged_ = false;
  std::chrono::steady_clock::time_point log_seen_at_{};
  /// There were other processes at the last look.
  bool had_others_ = false;
  wake_up others_;
};

/// @param setup Its calls block: spawn the actor detached.
store_actor::behavior_type run_store(store_actor::stateful_pointer<store_state> self,
                                     store_setup setup);

}  // namespace aurawell::actors
