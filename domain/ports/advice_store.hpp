#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "domain/ports/advice_queries.hpp"
#include "domain/ports/advice_records.hpp"
#include "domain/ports/removal_notes.hpp"
#include "domain/ports/run_claims.hpp"
#include "domain/result.hpp"

namespace aurawell {

class account_store;

/// What `save_question` returns; nothing for other writes.
using saved_write = result<std::optional<stored_exchange>>;

/// Durable storage of conversations. Calls block and come from one thread at a time; while the
/// service runs, only the store actor calls.
///
/// `ec::database_unreachable`: the database is locked, read-only, full or missing; the same call
/// may succeed later. Any other failure is about the arguments or a damaged page.
class advice_store : public removal_notes, public run_claims {
 public:
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
  /// has used this request id before, saves nothing, returns that exchange, and claims it if it
  /// runs and no other process may answer. A new question has `first_term`.
  virtual saved_write save_question(const question_record& question) = 0;

  /// The asker's exchange with this request id.
  virtual result<std::optional<stored_exchange>> find_exchange(const user_id& asker,
                                                               const request_id& request) = 0;

  /// Saves the present text of a running answer; ignored once the answer has ended.
  /// `ec::answered_elsewhere`: the question has another term, and nothing was written. Without a
  /// term: ignored while another process answers.
  virtual result<void> save_progress(const progress_record& progress) = 0;

  /// The question must have been saved. A second answer replaces the first.
  /// `ec::answered_elsewhere`: as above; without a term: another process answers.
  virtual result<void> save_answer(const answer_record& answer) = 0;

  /// The call above for this write.
  saved_write save(const spooled_write& write);

  /// Saves the writes in order, in one call to the database where that is possible. Their results
  /// are those of the single calls. A failure concerns all of them, as the transaction cannot go
  /// on.
  virtual result<std::vector<saved_write>> save_all(std::span<const spooled_write* const> writes);
  /// Whether `save_all` is faster than the single calls.
  virtual bool saves_in_groups() const noexcept { return false; }

  /// Ends every running answer whose process has ended as `incomplete`, with its saved text.
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

  /// Whether questions saved from now on are those of a process that has ended, so that
  /// `close_interrupted` ends their answers.
  virtual void write_for_ended(bool /*ended*/) noexcept {}

  /// Tries, without waiting, to remove deleted data from the database's log too. Must not be called
  /// between `begin` and `commit`. True: the log holds none of it.
  virtual bool clear_log() { return true; }
  /// The log may hold deleted data, though this store has deleted none.
  virtual void sweep_log() noexcept {}
  /// Whether `clear_log` has nothing to do.
  virtual bool log_is_clear() const noexcept { return true; }
  /// Number of calls in this process, over any connection, that met a damaged page. Thread-safe.
  virtual std::uint64_t damage_met() const noexcept { return 0; }
  /// Size of the log on the disk.
  virtual std::uint64_t log_bytes() const { return 0; }

  /// The other part of the same database; its calls take part in the same transaction.
  virtual account_store& accounts() noexcept = 0;
};

}  // namespace aurawell
