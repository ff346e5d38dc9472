#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/ports/advice_records.hpp"
#include "domain/ports/page_cursor.hpp"

namespace aurawell {

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

}  // namespace aurawell
