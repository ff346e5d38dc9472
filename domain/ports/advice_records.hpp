#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "domain/chat/client_command.hpp"
#include "domain/chat/question_job.hpp"
#include "domain/chat/server_event.hpp"
#include "domain/ids.hpp"
#include "domain/wall_time.hpp"

namespace aurawell {

/// A conversation belongs to one member of one account, whoever asks in it. The same name under
/// another user or member is another conversation.
struct conversation_key {
  user_id user;
  member_id member;
  conversation_id conversation;

  bool operator==(const conversation_key&) const = default;
};

/// Counts who has run a question: each claim of a running question has the next number. A run
/// writes with the number of its claim, so that nothing is written by a run that was replaced.
using run_term = std::int64_t;
/// The claim of a new question.
inline constexpr run_term first_term = 1;
/// The number is not known, because the question waits in the spool.
inline constexpr run_term no_term = 0;

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
  /// Kept until the answer ends; null: unknown, so no other process can ask the question again.
  std::shared_ptr<const question_job> job{};

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
  /// Of the run that has made it.
  run_term term = no_term;

  const user_id& asker() const noexcept { return asked_by.empty() ? key.user : asked_by; }
};

/// The present text of an answer that is still streaming.
struct progress_record {
  /// The user who asked.
  user_id user;
  request_id request;
  std::string text;
  std::optional<answer_safety> safety{};
  /// Of the run that has made it.
  run_term term = no_term;
};

/// A write of a conversation in progress.
using spooled_write = std::variant<question_record, progress_record, answer_record>;

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
  /// It has no end, and another process may still write one.
  bool is_answered_elsewhere = false;
  /// Of its last claim.
  run_term term = no_term;
};

}  // namespace aurawell
