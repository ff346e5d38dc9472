#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "domain/wall_time.hpp"
#include "net/socket/socket_traffic.hpp"

namespace aurawell::net {

/// Whose connection it is.
struct connection_names {
  /// Null: nobody chats on it, and operators do not see it.
  const connection_id* connection = nullptr;
  const user_id* user = nullptr;
};

/// What is known of a chat, or of an answer over plain HTTP, at one moment. No text of it.
struct connection_facts {
  connection_id id;
  user_id user;
  /// Empty before the session is known.
  session_id session;
  /// "websocket" or "http".
  std::string_view kind;
  /// "opening", "open" or "closing".
  std::string_view state;
  wall_time since{};
  /// The client's whole address, as its limits count it; empty when it is unknown.
  std::string address;
  socket_traffic traffic;
  /// Its session's questions that have not finished.
  std::uint32_t questions = 0;

  bool is_closing() const noexcept { return state == "closing"; }
};

}  // namespace aurawell::net
