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

/// A conversation belongs to one member of one account, whoever asks in it: the same
/// name under another user or member is another conversation.
struct conversation_key {
  user_id user;
  member_id member;
  conversation_id conversation;

  bool operator==(const conversation_key&) const = default;
};

struct question_record {
  conversation_key key;
  /// Who asked; a later session may ask what became of it.
  session_id session;
  request_id request;
  chat_kind kind = chat_kind::health;
  std::string text;
  wall_time asked_at;
  /// The account that asks for another one's member; empty: the conversation's own. A
  /// request's name is unique per account that asks.
  user_id asked_by{};
  /// The member becomes one of the conversation's account when nobody has heard of it.
  bool makes_member = false;
  /// When the asker was let in. Who has been erased since then asks nothing:
  /// `ec::user_not_found`.
  wall_time admitted_at{};

  const user_id& asker() const noexcept { return asked_by.empty() ? key.user : asked_by; }
};

/// `status` is one of the terminal ones; `summary.text` is never null.
struct answer_record {
  conversation_key key;
  request_id request;
  request_status status = request_status::done;
  answer_summary summary;
  wall_time answered_at;
  /// Of an `error`.
  std::optional<ec> failure{};
  /// As in its question.
  user_id asked_by{};

  const user_id& asker() const noexcept { return asked_by.empty() ? key.user : asked_by; }
};

/// What there is of an answer that is still streaming.
struct progress_record {
  /// Who asked.
  user_id user;
  request_id request;
  std::string text;
  std::optional<answer_safety> safety{};
};

/// A question with what is known of its answer.
struct stored_exchange {
  request_id request;
  conversation_id conversation;
  chat_kind kind = chat_kind::health;
  std::string question;
  wall_time asked_at;
  /// Nothing while the answer is under way. Then always one of the terminal ones.
  std::optional<request_status> status;
  /// `text` is never null.
  answer_summary summary;
  /// Of the terminal status, else the epoch.
  wall_time answered_at;
  /// Of an `error`.
  std::optional<ec> failure{};
  /// Whom it was about.
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
  /// The first question.
  std::string title;
  wall_time created_at;
  wall_time updated_at;
  std::uint32_t exchanges = 0;
};

/// By their newest question a conversation moves to the front while somebody goes through the
/// pages; by their beginning they stay where they are.
enum class conversation_order : unsigned char { newest_question, beginning };

/// Newest first.
struct conversation_list_query {
  user_id user;
  member_id member;
  page_cursor before{};
  std::size_t limit = 50;
  /// Of titles; a page ends before it has more, but has at least one conversation.
  std::size_t max_bytes = 512 * 1024;
  conversation_order order = conversation_order::newest_question;
};

struct conversation_list {
  std::vector<conversation_summary> conversations;
  /// Nothing when this was the last page.
  page_cursor next;
};

/// The newest exchanges before the cursor; oldest first within the page.
struct exchange_list_query {
  conversation_key key;
  page_cursor before{};
  std::size_t limit = 50;
  /// Of questions and answers; a page ends before it has more, but has at least one exchange.
  std::size_t max_bytes = 512 * 1024;
};

struct exchange_list {
  std::vector<stored_exchange> exchanges;
  page_cursor next;
};

/// What an account asked for members of others, whose conversations those are.
struct exchange_elsewhere {
  conversation_key key;
  stored_exchange exchange;
};

struct elsewhere_query {
  user_id asker;
  page_cursor before{};
  std::size_t limit = 50;
  /// As of `exchange_list_query`.
  std::size_t max_bytes = 512 * 1024;
};

struct elsewhere_list {
  std::vector<exchange_elsewhere> exchanges;
  page_cursor next;
};

/// What came before a question in its conversation.
struct conversation_past {
  /// The newest ended ones that have an answer text, oldest first.
  std::vector<past_exchange> exchanges;
  /// How many of `exchanges`' kind come before those.
  std::size_t older = 0;
  /// The highest level that was ever stored for an answer of the conversation.
  safety_level reached = safety_level::routine;
  /// Questions that have no answer text, oldest first: they run, or got none. The safety screen
  /// reads them, the prompt does not.
  std::vector<std::string> unanswered{};
};

/// Bounds what `exchanges` and `unanswered` of `conversation_past` hold, each, not what is counted.
struct history_query {
  conversation_key key;
  std::size_t max_exchanges = 20;
  std::size_t max_bytes = 32 * 1024;
};

/// What belongs to an account, to one of its members, or to one conversation.
struct removal {
  user_id user;
  std::optional<member_id> member{};
  std::optional<conversation_id> conversation{};
};

/// Conversations, kept for good. Calls block and come from one thread at a time;
/// the store actor is the only caller while the service runs.
///
/// `ec::database_unreachable` means that the database is away: locked, read-only, full or no
/// database at all. The same call may succeed later. Any other failure is about what was
/// asked, also when a page that it needs is damaged.
class advice_store {
 public:
  advice_store() = default;
  advice_store(const advice_store&) = delete;
  advice_store& operator=(const advice_store&) = delete;
  virtual ~advice_store() = default;

  /// Everything between `begin` and `commit` becomes durable together. A failed `commit` undoes all
  /// of it, a failing call in between itself; after `ec::database_failed` see `write_isolated`.
  virtual result<void> begin() = 0;
  virtual result<void> commit() = 0;

  /// Undoes what was begun and not committed; nothing when nothing was. For a caller that
  /// takes over from one that died.
  virtual void roll_back() noexcept = 0;

  /// Runs calls of this thread, between `begin` and `commit`, so that a failure of theirs
  /// undoes all of them and nothing else.
  virtual result<void> together(const std::function<result<void>()>& calls) = 0;

  /// Makes the conversation when it is new, and audits a question of another account. When
  /// the asker has asked under this
  /// request's name before, nothing is saved and that exchange is returned.
  virtual result<std::optional<stored_exchange>> save_question(const question_record& question) = 0;

  /// What the asker has under this request's name.
  virtual result<std::optional<stored_exchange>> find_exchange(const user_id& asker,
                                                               const request_id& request) = 0;

  /// The text so far of an answer under way; ignored once it has ended.
  virtual result<void> save_progress(const progress_record& progress) = 0;

  /// The question must have been saved. A second answer replaces the first.
  virtual result<void> save_answer(const answer_record& answer) = 0;

  /// Ends as `incomplete`, with the text that was saved, every answer that is under
  /// way: called before the first question, it means those of a former process.
  virtual result<std::size_t> close_interrupted(wall_time now) = 0;

  /// Oldest first.
  virtual result<std::vector<stored_exchange>> load_session(const session_query& query) = 0;

  virtual result<conversation_list> list_conversations(const conversation_list_query& query) = 0;

  /// `ec::conversation_not_found` when there is none of this key.
  virtual result<exchange_list> list_exchanges(const exchange_list_query& query) = 0;

  /// The newest before the cursor; oldest first within the page.
  virtual result<elsewhere_list> list_elsewhere(const elsewhere_query& query) = 0;

  /// Removes some of the exchanges and measurements that are meant, so that no change takes long,
  /// and says how many; 0: there are none. Whoever removes what holds them calls this first until
  /// then.
  virtual result<std::size_t> remove_some(const removal& what) = 0;

  /// Really gone. `ec::conversation_not_found` when there is none of this key.
  virtual result<void> remove_conversation(const conversation_key& key) = 0;

  /// Nothing of a conversation that there is not.
  virtual result<conversation_past> load_past(const history_query& query) = 0;

  /// Whether calls wait for another process's lock, as at first, or fail at once.
  virtual void wait_for_locks(bool /*wait*/) noexcept {}

  /// Tries, without waiting for anybody, to have what was removed leave the database's log
  /// too. Not between `begin` and `commit`. True: nothing of it is left there.
  virtual bool clear_log() { return true; }
  /// Whether there is nothing for `clear_log` to do.
  virtual bool log_is_clear() const noexcept { return true; }
  /// Calls of this process, over any connection, that met a damaged page. Thread-safe.
  virtual std::uint64_t damage_met() const noexcept { return 0; }
  /// What the log takes on the disk.
  virtual std::uint64_t log_bytes() const { return 0; }

  /// The rest of the same database; its calls take part in the same transaction.
  virtual account_store& accounts() noexcept = 0;
};

}  // namespace aurawell
