#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/chat/client_command.hpp"
#include "domain/chat/server_event.hpp"
#include "domain/ids.hpp"
#include "domain/ports/page_cursor.hpp"
#include "domain/result.hpp"

namespace aurawell {

class account_store;

/// A conversation belongs to one member of one account, whoever asks in it. The same name under
/// another user or member is another conversation.
struct conversation_key {
  user_id user;
  member_id member;
  conversation_id conversation;

  bool operator==(const conversation_key&) const = default;
};

struct question_record {
  conversation_key key;
  /// The session that asked; a later session may look up the result.
  session_id session;
  request_id request;
  chat_kind kind = chat_kind::health;
  std::string text;
  wall_time asked_at;
  /// The account that asks about a member of another account; empty: the conversation's own
  /// account. A request id is unique per asking account.
  user_id asked_by{};
  /// True: create the member in the conversation's account if it does not exist.
  bool makes_member = false;
  /// When the asker was admitted. If the asker was erased since then, the question fails with
  /// `ec::user_not_found`.
  wall_time admitted_at{};

  const user_id& asker() const noexcept { return asked_by.empty() ? key.user : asked_by; }
};

/// `status` is a terminal one; `summary.text` is never null.
struct answer_record {
  conversation_key key;
  request_id request;
  request_status status = request_status::done;
  answer_summary summary;
  wall_time answered_at;
  /// Only for `error`.
  std::optional<ec> failure{};
  /// As in the question.
  user_id asked_by{};

  const user_id& asker() const noexcept { return asked_by.empty() ? key.user : asked_by; }
};

/// The present text of an answer that is still streaming.
struct progress_record {
  /// The user who asked.
  user_id user;
  request_id request;
  std::string text;
  std::optional<answer_safety> safety{};
};

/// A question with the state of its answer.
struct stored_exchange {
  request_id request;
  conversation_id conversation;
  chat_kind kind = chat_kind::health;
  std::string question;
  wall_time asked_at;
  /// Nothing while the answer is running, else a terminal status.
  std::optional<request_status> status;
  /// `text` is never null.
  answer_summary summary;
  /// Time of the terminal status, else `wall_time{}`.
  wall_time answered_at;
  /// Only for `error`.
  std::optional<ec> failure{};
  /// The member that the question was about.
  member_id member{};
};

/// The newest exchanges of a session that ended with its process or its window.
struct session_query {
  user_id user;
  session_id session;
  std::size_t max_exchanges = 8;
};

struct conversation_summary {
  conversation_id conversation;
  member_id member;
  /// The text of the first question.
  std::string title;
  wall_time created_at;
  wall_time updated_at;
  std::uint32_t exchanges = 0;
};

/// `newest_question`: a new question moves its conversation to the front, also while pages are
/// read. `beginning`: conversations stay where they are.
enum class conversation_order : unsigned char { newest_question, beginning };

/// Newest first.
struct conversation_list_query {
  user_id user;
  member_id member;
  page_cursor before{};
  std::size_t limit = 50;
  /// Limit of titles; a page ends before it exceeds it, but has at least one conversation.
  std::size_t max_bytes = 512 * 1024;
  conversation_order order = conversation_order::newest_question;
};

struct conversation_list {
  std::vector<conversation_summary> conversations;
  /// Nothing after the last page.
  page_cursor next;
};

/// The newest exchanges before the cursor; oldest first within the page.
struct exchange_list_query {
  conversation_key key;
  page_cursor before{};
  std::size_t limit = 50;
  /// Limit of questions and answers; a page ends before it exceeds it, but has at least one
  /// exchange.
  std::size_t max_bytes = 512 * 1024;
};

struct exchange_list {
  std::vector<stored_exchange> exchanges;
  page_cursor next;
};

/// An exchange that an account had about a member of another account, which owns the conversation.
struct exchange_elsewhere {
  conversation_key key;
  stored_exchange exchange;
};

struct elsewhere_query {
  user_id asker;
  page_cursor before{};
  std::size_t limit = 50;
  /// As in `exchange_list_query`.
  std::size_t max_bytes = 512 * 1024;
};

struct elsewhere_list {
  std::vector<exchange_elsewhere> exchanges;
  page_cursor next;
};

/// The exchanges before a question in its conversation.
struct conversation_past {
  /// The newest that have ended with an answer text, oldest first.
  std::vector<past_exchange> exchanges;
  /// Number of such exchanges before those.
  std::size_t older = 0;
  /// The highest safety level that was stored for an answer of the conversation.
  safety_level reached = safety_level::routine;
  /// Questions without an answer text, oldest first: still running, or ended without one. For the
  /// safety screen, not for the prompt.
  std::vector<std::string> unanswered{};
};

/// Limits of `exchanges` and of `unanswered` in `conversation_past`, separately; not of the counts.
struct history_query {
  conversation_key key;
  std::size_t max_exchanges = 20;
  std::size_t max_bytes = 32 * 1024;
};

/// What to remove: all of an account, of one of its members, or of one conversation.
struct removal {
  user_id user;
  std::optional<member_id> member{};
  std::optional<conversation_id> conversation{};
};

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
  virtual result<std::size_t> remove_some(const removal& what) = 0;

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
};

}  // namespace aurawell
