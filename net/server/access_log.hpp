#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "net/http/message_types.hpp"

namespace aurawell::net {

/// One HTTP request and its reply, for a line of the log. No line of this file names the user: the
/// log outlives an account that is erased.
struct http_access {
  std::chrono::steady_clock::time_point arrived_at{};
  std::string_view method = "none";
  /// The pattern of the route, or another constant. Never the path, which may hold anything.
  std::string_view route = "unreadable";
  std::size_t request_bytes = 0;
  /// 0: no reply was made.
  unsigned status = 0;
  std::size_t reply_bytes = 0;

  /// Takes method and size from the request, which is complete from now on.
  void arrived(const request_message& request);
};

/// @param is_complete The whole reply was given to the system.
void log_access(const http_access& seen, const std::string& address, bool is_complete);

/// The same for a question over plain HTTP.
void log_access(const http_access& seen, const std::string& address, bool is_complete,
                const connection_id& connection, const request_id& request);

/// One chat over WebSocket, for a line of the log.
struct chat_access {
  std::chrono::steady_clock::time_point opened_at = std::chrono::steady_clock::now();
  std::string address{};
  /// Messages of the client, frames to it, and the bytes in them.
  std::uint32_t messages = 0;
  std::uint32_t frames = 0;
  std::uint64_t received_bytes = 0;
  std::uint64_t sent_bytes = 0;
  /// Of the first close frame, the server's or the client's; 0: there was none.
  std::uint16_t close_code = 0;
};

/// @param session Empty: the client was refused.
void log_access(const chat_access& seen, const connection_id& connection, const session_id& session,
                std::string_view reason);

}  // namespace aurawell::net
