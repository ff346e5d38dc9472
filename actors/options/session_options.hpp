#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace aurawell::actors {

/// What happens to answers that still stream when `resume_window` has passed without a client.
enum class expiry : unsigned char { continue_answers, cancel_answers };

/// One client's session.
struct session_options {
  /// Limit of questions of one session that are answered at the same time.
  std::uint32_t max_inflight = 4;
  /// Limit of further questions that wait in the session; past it a question is refused.
  std::uint32_t max_waiting = 16;
  /// Limit of a question, in Unicode code points.
  std::uint32_t max_message_chars = 8'000;
  /// Malformed frames before the connection is closed with 4010.
  std::uint32_t max_protocol_errors = 20;
  /// Limit of messages of one connection that its session has not read; past it the connection is
  /// closed with 4029.
  std::uint32_t max_unread = 256;
  /// How long a session without a connection can be resumed.
  std::chrono::milliseconds resume_window{120'000};
  expiry on_expiry = expiry::continue_answers;
  /// Limit of sessions, with and without a connection. Past it the session that has been idle for
  /// longest is closed: it has no connection and answers nothing.
  std::uint32_t max_sessions = 20'000;
  /// Limit of the texts and events in the log of one session.
  std::size_t log_bytes = 1024 * 1024;
  /// Limit of what waits for a slow client beyond its outbox; past it the connection is closed with
  /// 4008. Less than `log_bytes`, so that the client can resume.
  std::size_t backlog_bytes = 512 * 1024;
  /// Limit of the text that is passed to the client's outbox in one step.
  std::size_t page_bytes = 32 * 1024;
  /// How long answer text waits for more text to share a frame with; 0: it is sent at once.
  std::chrono::milliseconds rollup_delay{0};
  /// Time between two writes of a streaming answer to the store.
  std::chrono::milliseconds save_interval{1'000};
  /// Limit of the wait for an answer that another process gives; then the request fails here.
  std::chrono::milliseconds elsewhere_timeout{300'000};
  /// Limit of the wait for the store; then the request fails.
  std::chrono::milliseconds store_timeout{10'000};
  /// Questions per minute, over all connections of a user or an address; 0: any number.
  std::uint32_t messages_per_user = 60;
  std::uint32_t messages_per_address = 1'200;
  /// Open mode: an unknown member belongs to the user who names it. Otherwise only members in the
  /// store are accepted.
  bool creates_unknown_members = true;
  /// Sent to clients in `connection_established`.
  std::chrono::seconds heartbeat_interval{25};
};

}  // namespace aurawell::actors
