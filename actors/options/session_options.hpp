#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace aurawell::actors {

/// What becomes of answers that still stream when nobody has come back in time.
enum class expiry : unsigned char { continue_answers, cancel_answers };

/// One client's session.
struct session_options {
  /// Questions of one session that are answered at the same time.
  std::uint32_t max_inflight = 4;
  /// Further questions that wait for one of those; the next is refused.
  std::uint32_t max_waiting = 16;
  /// Unicode code points of one question.
  std::uint32_t max_message_chars = 8'000;
  /// Malformed frames before the connection is closed with 4010.
  std::uint32_t max_protocol_errors = 20;
  /// Messages of one connection that its session has not read; past it the connection
  /// is closed with 4029.
  std::uint32_t max_unread = 256;
  /// How long a session without a connection can be resumed.
  std::chrono::milliseconds resume_window{120'000};
  expiry on_expiry = expiry::continue_answers;
  /// Sessions at the same time, with and without a connection. Past it the one that is
  /// without one for longest, and answers nothing, gives way.
  std::uint32_t max_sessions = 20'000;
  /// Text and events kept per session.
  std::size_t log_bytes = 1024 * 1024;
  /// What may wait for a slow client beyond its outbox before it is closed with 4008;
  /// less than `log_bytes`, so that it can resume.
  std::size_t backlog_bytes = 512 * 1024;
  /// Most text that goes to the client's outbox in one step.
  std::size_t page_bytes = 32 * 1024;
  /// Answer text waits so long for more to share a frame with; 0: it leaves at once.
  std::chrono::milliseconds rollup_delay{0};
  /// An answer that streams is stored this often.
  std::chrono::milliseconds save_interval{1'000};
  /// Wait for the store before a request fails.
  std::chrono::milliseconds store_timeout{10'000};
  /// Questions per minute, over all connections of a user or an address; 0: any number.
  std::uint32_t messages_per_user = 60;
  std::uint32_t messages_per_address = 1'200;
  /// Members that nobody has heard of belong to who asks for them; else only those are let
  /// in that the store knows.
  bool makes_members = true;
  /// Told to clients in `connection_established`.
  std::chrono::seconds heartbeat_interval{25};
};

}  // namespace aurawell::actors
