#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/error.hpp"
#include "domain/ids.hpp"
#include "domain/safety/answer_safety.hpp"
#include "domain/wall_time.hpp"

namespace aurawell {

/// The fields that all events of one request repeat; shared by them.
struct request_scope {
  request_id request;
  conversation_id conversation;
  /// The id of its trace, in the statuses of a question; empty: none.
  std::string trace{};
};

/// First event of a connection. It has no seq of its own; `position` is the seq
/// after which the client's events start.
struct connection_established {
  std::string message;
  std::chrono::seconds heartbeat_interval{0};
  user_id user;
  connection_id connection;
  session_id session;
  std::string epoch;
  event_seq position = 0;
  bool resumed = false;
  bool recovered = false;
};

struct pong {
  std::string data_json;
};

enum class request_status : unsigned char {
  sending,
  queued,
  streaming,
  done,
  cancelled,
  incomplete,
  error
};

std::string_view to_string(request_status status) noexcept;

std::optional<request_status> request_status_from_string(std::string_view text) noexcept;

/// True for the four statuses that end a request.
bool is_terminal(request_status status) noexcept;

/// Token counts, as the upstream reported them or as we estimated them.
struct token_usage {
  std::uint32_t prompt_tokens = 0;
  std::uint32_t completion_tokens = 0;
  std::uint32_t total_tokens = 0;
  std::optional<std::uint32_t> cached_tokens;
  std::optional<std::uint32_t> reasoning_tokens;
  bool estimated = false;

  bool operator==(const token_usage&) const = default;
};

/// How an answer ended. `text` is shared with the session's log, not copied.
struct answer_summary {
  std::shared_ptr<const std::string> text;
  std::optional<token_usage> usage;
  std::string model;
  std::string provider;
  std::string finish_reason;
  std::optional<std::chrono::milliseconds> first_token;
  std::chrono::milliseconds duration{0};
  /// Nothing if the question was not screened.
  std::optional<answer_safety> safety{};
};

struct request_failure {
  ec code = ec::internal;
  std::optional<std::chrono::milliseconds> retry_after;
  /// Nothing if the question was not screened.
  std::optional<answer_safety> safety{};
  /// The server stops: whoever comes after it accepts the question.
  bool restarting = false;
};

/// Place in the line; 1 is served next.
struct queue_position {
  std::uint32_t position = 1;
};

struct member_switched {
  member_id active;
};

struct token_renewed {
  wall_time expires_at;
};

struct session_report {
  wall_time connected_at;
  wall_time last_activity;
  member_id active_member;
  conversation_id conversation;
  std::uint32_t connected_users = 0;
  std::vector<request_id> in_flight;
  /// The store cannot be written: writes are kept in the spool meanwhile.
  bool degraded = false;
};

using status_data = std::variant<std::monostate, answer_summary, request_failure, queue_position,
                                 member_switched, token_renewed, session_report, answer_safety>;

/// The safety result of a status, whichever alternative holds it.
std::optional<answer_safety> safety_of(const status_data& data) noexcept;

struct status_update {
  request_status status = request_status::sending;
  std::string message;
  status_data data;
};

/// Answer text. A snapshot replaces the text that the client has; any other delta is appended.
struct answer_delta {
  std::string text;
  bool snapshot = false;
  /// For text that is followed live: when its first byte was read from the upstream.
  /// `time_point{}`: not measured.
  std::chrono::steady_clock::time_point received_at{};
};

struct reasoning_delta {
  std::string text;
};

/// Why an answer had to be continued.
enum class seam_reason : unsigned char { broken, stalled, slow };

std::string_view to_string(seam_reason reason) noexcept;

/// The answer broke off here, and the text after this continues it. `provider` makes the rest.
struct answer_seam {
  std::string provider;
  seam_reason reason = seam_reason::broken;
};

/// A fault of the connection, not of a request.
struct connection_fault {
  error cause;
  std::optional<std::chrono::milliseconds> retry_after;
  bool fatal = false;
};

/// All events that a client can receive.
using event_body = std::variant<connection_established, pong, status_update, answer_delta,
                                reasoning_delta, answer_seam, connection_fault>;

/// `seq` is 0 and `scope` null for the bodies outside the log: `connection_established` and `pong`.
struct server_event {
  event_seq seq = 0;
  wall_time at;
  std::shared_ptr<const request_scope> scope;
  event_body body;
};

}  // namespace aurawell
