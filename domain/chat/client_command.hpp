#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/context_fact.hpp"
#include "domain/error.hpp"
#include "domain/ids.hpp"
#include "domain/trace/trace_context.hpp"

namespace aurawell {

/// Which assistant answers; each kind has its own pool.
enum class chat_kind : unsigned char { health, general };

/// The pool's name for operators and clients: its table in the settings.
constexpr const char* pool_name(chat_kind kind) noexcept {
  return kind == chat_kind::health ? "health_chat" : "general_chat";
}

/// A question and its answer.
struct past_exchange {
  std::string question;
  std::string answer;

  bool operator==(const past_exchange&) const = default;
};

/// `health_chat` or `general_chat`. An empty id means the session's current one; an empty request
/// id is replaced by one that the server makes.
struct chat_command {
  chat_kind kind = chat_kind::health;
  request_id request;
  conversation_id conversation;
  member_id member;
  std::string message;
  std::vector<context_fact> context;
  bool wants_reasoning = false;
  /// Earlier exchanges from a client that keeps its own history, oldest first. Nothing: the
  /// conversation's exchanges in the store are used.
  std::optional<std::vector<past_exchange>> earlier{};
  given_trace trace{};
};

struct switch_member_command {
  request_id request;
  member_id target;
};

struct get_status_command {
  request_id request;
};

/// Cancels the named request; the rest of the session is unchanged.
struct cancel_command {
  request_id request;
};

/// `data_json` is the JSON text of the client's `data`; it is echoed unchanged.
struct ping_command {
  std::string data_json;
};

/// The connection has received and checked another token; sessions get no tokens.
struct renew_token_command {
  request_id request;
  /// When the connection now expires.
  std::chrono::system_clock::time_point expires_at{};
  /// Why the token was refused; then the former expiry stays.
  std::optional<error> refused{};
};

/// All commands that a client can send. The decoder's caller drops a `pong`, because a session
/// needs none.
using client_command = std::variant<chat_command, switch_member_command, get_status_command,
                                    cancel_command, ping_command, renew_token_command>;

}  // namespace aurawell
