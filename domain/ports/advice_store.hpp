#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "domain/client_command.hpp"
#include "domain/ids.hpp"
#include "domain/result.hpp"
#include "domain/server_event.hpp"

namespace aurawell {

/// A conversation belongs to one member of one account: the same name under
/// another user or member is another conversation.
struct conversation_key {
  user_id user;
  member_id member;
  conversation_id conversation;

  bool operator==(const conversation_key&) const = default;
};

struct question_record {
  conversation_key key;
  request_id request;
  chat_kind kind = chat_kind::health;
  std::string text;
  wall_time asked_at;
};

/// `status` is one of the terminal ones; `summary.text` is never null.
struct answer_record {
  conversation_key key;
  request_id request;
  request_status status = request_status::done;
  answer_summary summary;
  wall_time answered_at;
};

/// A question with the answer that it got.
struct past_exchange {
  std::string question;
  std::string answer;

  bool operator==(const past_exchange&) const = default;
};

struct history_query {
  conversation_key key;
  std::size_t max_exchanges = 20;
  std::size_t max_bytes = 32 * 1024;
};

/// Conversations, kept for good. Calls block and come from one thread at a time;
/// the store actor is the only caller while the service runs.
class advice_store {
 public:
  advice_store() = default;
  advice_store(const advice_store&) = delete;
  advice_store& operator=(const advice_store&) = delete;
  virtual ~advice_store() = default;

  /// Everything between `begin` and `commit` becomes durable together. A failed
  /// `commit` undoes all of it. One failing call in between undoes only itself.
  virtual result<void> begin() = 0;
  virtual result<void> commit() = 0;

  /// Makes the conversation when it is new.
  virtual result<void> save_question(const question_record& question) = 0;

  /// The question must have been saved. A second answer replaces the first.
  virtual result<void> save_answer(const answer_record& answer) = 0;

  /// The newest exchanges that have an answer text, oldest first, within both bounds.
  virtual result<std::vector<past_exchange>> load_history(const history_query& query) = 0;
};

}  // namespace aurawell
