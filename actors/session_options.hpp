#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace aurawell::actors {

/// One client's session.
struct session_options {
  /// Questions of one session that run or wait at the same time.
  std::uint32_t max_inflight = 4;
  /// Unicode code points of one question.
  std::uint32_t max_message_chars = 8'000;
  /// Malformed frames before the connection is closed with 4010.
  std::uint32_t max_protocol_errors = 20;
  /// Messages of one connection that its session has not read; past it the connection
  /// is closed with 4029.
  std::uint32_t max_unread = 256;
  /// Text and events kept per session.
  std::size_t log_bytes = 1024 * 1024;
  /// Most text that goes to the client's outbox in one step.
  std::size_t page_bytes = 32 * 1024;
  /// Wait for the store before a request fails.
  std::chrono::milliseconds store_timeout{10'000};
  /// Told to clients in `connection_established`.
  std::chrono::seconds heartbeat_interval{25};
};

}  // namespace aurawell::actors
