#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/context_fact.hpp"
#include "domain/error.hpp"
#include "domain/ids.hpp"

namespace aurawell {

/// Which assistant is asked; each kind has its own pool.
enum class chat_kind : unsigned char { health, general };

/// A question with the answer that it got.
struct past_exchange {
  std::string question;
  std::string answer;

  bool operator==(const past_exchange&) const = default;
};

/// `health_chat` or `general_chat`. Empty ids mean "the session's current one", an
/// empty request id "the server chooses".
struct chat_command {
  chat_kind kind = chat_kind::health;
  request_id request;
  conversation_id conversation;
  member_id member;
  std::string message;
  std::vector<context_fact> context;
  bool wants_reasoning = false;
  /// What was said before, from a client that keeps its own history, oldest first.
  /// Nothing: what the store has of the conversation.
  std::optional<std::vector<past_exchange>> earlier{};
};

struct switch_member_command {
  request_id request;
  member_id target;
};

struct get_status_command {
  request_id request;
};

/// Stops the request named; nothing else about the session changes.
struct cancel_command {
  request_id request;
};

/// `data_json` is the JSON text of the client's `data`, echoed as it is.
struct ping_command {
  std::string data_json;
};

/// The connection was shown another token and has looked at it already: sessions see no
/// tokens.
struct renew_token_command {
  request_id request;
  /// The connection's new end.
  std::chrono::system_clock::time_point expires_at{};
  /// Why the token was no good: then the old end stands.
  std::optional<error> refused{};
};

/// The closed set of what a client may say. A `pong` is dropped by the decoder's
/// caller, because it means nothing to a session.
using client_command = std::variant<chat_command, switch_member_command, get_status_command,
                                    cancel_command, ping_command, renew_token_command>;

}  // namespace aurawell
