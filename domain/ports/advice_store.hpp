#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "domain/ports/advice_queries.hpp"
#include "domain/ports/advice_records.hpp"
#include "domain/result.hpp"

namespace aurawell {

class account_store;

/// Durable storage of conversations. Calls block and come from one thread at a time; while the
/// service runs, only the store actor calls.
///
/// `ec::database_unreachable`: the database is locked, read-only, full or missing; the same call
/// may succeed later. Any other failure is about the arguments or a damaged page.
class advice_store {
 public:
  advice_store() = default;
  advice_store(const advice_store&) = delete;
  advice_store& operator=(const advice_store&) = delete;
  virtual ~advice_store() = default;

  /// Everything between `begin` and `commit` becomes durable together. A failed `commit` undoes all
  /// of it; a failing call in between undoes only itself; after `ec::database_failed` see
  /// `write_isolated`.
  virtual result<void> begin() = 0;
  virtual result<void> commit() = 0;

  /// Undoes an open transaction; no effect without one. For a caller that replaces one that has
  /// died.
  virtual void roll_back() noexcept = 0;

  /// Runs `calls` on this thread, between `begin` and `commit`. Their failure undoes all of them
  /// and nothing else.
  virtual result<void> together(const std::function<result<void>()>& calls) = 0;

  /// Creates the conversation if it is new, and audits a question of another account. If the asker
  /// has used this request id before, saves nothing and returns that exchange.
  virtual result<std::optional<stored_exchange>> save_question(const question_record& question) = 0;

  /// The asker's exchange with this request id.
  virtual result<std::optional<stored_exchange>> find_exchange(const user_id& asker,
                                                               const request_id& request) = 0;

  /// Saves the present text of a running answer; ignored once the answer has ended.
  virtual result<void> save_progress(const progress_record& progress) = 0;

  /// The question must have been saved. A second answer replaces the first.
  virtual result<void> save_answer(const answer_record& answer) = 0;

  /// Ends every running answer as `incomplete`, with its saved text. Call it before the first
  /// question: then it ends those of a former process.
  virtual result<std::size_t> close_interrupted(wall_time now) = 0;

  /// Oldest first.
  virtual result<std::vector<stored_exchange>> load_session(const session_query& query) = 0;

  virtual result<conversation_list> list_conversations(const conversation_list_query& query) = 0;

  /// `ec::conversation_not_found` for an unknown key.
  virtual result<exchange_list> list_exchanges(const exchange_list_query& query) = 0;

  /// The newest before the cursor; oldest first within the page.
  virtual result<elsewhere_list> list_elsewhere(const elsewhere_query& query) = 0;

  /// Removes a limited number of the exchanges and measurements in question and returns it, so that
  /// no transaction takes long; 0: none is left. Call it until 0 before you remove their owner.
  virtual result<std::size_t> remove_some(const removal& selection) = 0;

  /// Removes it permanently. `ec::conversation_not_found` for an unknown key.
  virtual result<void> remove_conversation(const conversation_key& key) = 0;

  /// Empty for an unknown conversation.
  virtual result<conversation_past> load_past(const history_query& query) = 0;

  /// Whether calls wait for another process's lock (the initial state) or fail at once.
  virtual void wait_for_locks(bool /*wait*/) noexcept {}

  /// Tries, without waiting, to remove deleted data from the database's log too. Must not be called
  /// between `begin` and `commit`. True: the log holds none of it.
  virtual bool clear_log() { return true; }
  /// Whether `clear_log` has nothing to do.
  virtual bool log_is_clear() const noexcept { return true; }
  /// Number of calls in this process, over any connection, that met a damaged page. Thread-safe.
  virtual std::uint64_t damage_met() const noexcept { return 0; }
  /// Size of the log on the disk.
  virtual std::uint64_t log_bytes() const { return 0; }

  /// The other part of the same database; its calls take part in the same transaction.
  virtual account_store& accounts() noexcept = 0;

  /// Called on the store's thread after the `commit` of a `remove_some`, with what that named, so
  /// before the caller of the removal learns of it. Set it before any other call.
  using removal_listener = std::function<void(const removal&)>;
  void on_removal(removal_listener listener) { listener_ = std::move(listener); }

 protected:
  void note_removal(const removal& removed) { removed_.push_back(removed); }
  void tell_removals() {
    for (const auto& removed : std::exchange(removed_, {})) {
      if (listener_) {
        listener_(removed);
      }
    }
  }
  void drop_removals() noexcept { removed_.clear(); }

 private:
  removal_listener listener_;
  std::vector<removal> removed_;  ///< Since the last `commit`.
};

}  // namespace aurawell
