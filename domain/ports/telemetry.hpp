#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "domain/chat/client_command.hpp"
#include "domain/chat/server_event.hpp"
#include "domain/chat/transport.hpp"
#include "domain/error.hpp"
#include "domain/ports/trace_telemetry.hpp"
#include "domain/ports/traffic_telemetry.hpp"
#include "domain/safety/answer/contradiction.hpp"
#include "domain/safety/findings/level.hpp"

namespace aurawell {

/// One attempt at one provider.
struct attempt_report {
  std::string provider;
  /// The model as requested and as reported in the answer; both may be empty.
  std::string request_model;
  std::string response_model;
  /// A value of a small, closed set: an error code ("EXTERNAL_1502"), the name of a time limit
  /// ("first_token_timeout"), or "cancelled" when a person stopped it. Empty: no error.
  std::string error_type;
  std::chrono::nanoseconds duration{0};
  std::optional<std::chrono::nanoseconds> first_chunk;
  std::optional<token_usage> usage;
};

/// What was done after a failure.
enum class recovery : unsigned char {
  retry,
  other_key,
  other_provider,
  continuation,
  shorter_history,
  other_form,
};

enum class refusal_reason : unsigned char {
  queue_full,
  queue_too_slow,  ///< its wait would have exceeded the limit
  waited_too_long,
  too_many_of_user,
  stopping,
};

/// A question from its arrival until its terminal status.
struct answer_report {
  chat_kind pool = chat_kind::health;
  transport over = transport::websocket;
  request_status status = request_status::done;
  /// Nothing: it did not fail.
  std::optional<ec> failure{};
  std::chrono::nanoseconds duration{0};
};

/// A call of the database.
enum class store_call : unsigned char {
  commit,  ///< a group of writes, from its first write until it is durable
  read,
};

/// Receives measurements for operators. Any thread may call it; no call blocks. No argument
/// identifies a user or a session or contains a user's text.
class telemetry : public traffic_telemetry, public trace_telemetry {
 public:
  virtual void attempt_ended(const attempt_report& /*attempt*/) {}
  /// A chunk with text or reasoning, except the first of its attempt.
  virtual void chunk_arrived(std::string_view /*provider*/,
                             std::chrono::nanoseconds /*since_last*/) {}
  virtual void recovered(std::string_view /*provider*/, recovery /*how*/) {}

  virtual void question_waited(chat_kind /*pool*/, std::chrono::nanoseconds /*in_queue*/) {}
  virtual void question_refused(chat_kind /*pool*/, refusal_reason /*why*/) {}
  /// A session refused the question before any pool.
  virtual void question_denied(transport /*over*/) {}
  /// From the question's arrival until the first text of its answer.
  virtual void answer_began(chat_kind /*pool*/, std::chrono::nanoseconds /*since_question*/) {}
  /// `status` of the report is a terminal one.
  virtual void answer_ended(const answer_report& /*answer*/) {}
  /// Level of the question alone, without the conversation before it.
  virtual void question_screened(safety_level /*found*/) {}
  /// Contradictions of a provider's answer to the service's safety texts; never empty.
  virtual void answer_corrected(const safety::contradiction_set& /*found*/) {}
  virtual void worker_terminated(chat_kind /*pool*/) {}

  /// Time from a person's request to stop until the upstream's connection was closed.
  virtual void upstream_closed(std::chrono::nanoseconds /*since_cancel*/) {}
  /// Time from the read of some text until its frame was given to the system; only for text that a
  /// client followed live.
  virtual void frame_written(std::chrono::nanoseconds /*since_read*/) {}

  virtual void store_called(store_call /*what*/, std::chrono::nanoseconds /*duration*/) {}
};

}  // namespace aurawell
