#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "domain/chat/client_command.hpp"
#include "domain/chat/server_event.hpp"
#include "domain/safety/answer/contradiction.hpp"
#include "domain/safety/findings/level.hpp"

namespace aurawell {

/// One try at one provider.
struct attempt_report {
  std::string provider;
  /// As asked for and as answered; both may be empty.
  std::string request_model;
  std::string response_model;
  /// A word of a small, closed set: a published code ("EXTERNAL_1502") or the name of a
  /// clock ("first_token_timeout"); "cancelled" when a person stopped it. Empty: none.
  std::string error_type;
  std::chrono::nanoseconds duration{0};
  std::optional<std::chrono::nanoseconds> first_chunk;
  std::optional<token_usage> usage;
};

/// What was done instead of giving up.
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
  queue_too_slow,  ///< it would have waited longer than allowed
  waited_too_long,
  too_many_of_user,
  stopping,
};

/// What operators measure. Any thread may call it and no call blocks. Nothing given to
/// it names a person, a session or a word of theirs.
class telemetry {
 public:
  telemetry() = default;
  telemetry(const telemetry&) = delete;
  telemetry& operator=(const telemetry&) = delete;
  virtual ~telemetry() = default;

  virtual void attempt_ended(const attempt_report& /*attempt*/) {}
  /// A chunk with text or reasoning, but not the first of its attempt.
  virtual void chunk_arrived(std::string_view /*provider*/,
                             std::chrono::nanoseconds /*since_last*/) {}
  virtual void recovered(std::string_view /*provider*/, recovery /*how*/) {}

  virtual void question_waited(chat_kind /*pool*/, std::chrono::nanoseconds /*in_queue*/) {}
  virtual void question_refused(chat_kind /*pool*/, refusal_reason /*why*/) {}
  /// `status` is one of the four that end a request.
  virtual void answer_ended(chat_kind /*pool*/, request_status /*status*/) {}
  /// By what the question itself says, whatever came before it.
  virtual void question_screened(safety_level /*found*/) {}
  /// What a provider's answer said against the service, never empty.
  virtual void answer_corrected(const safety::contradiction_set& /*found*/) {}
  virtual void worker_died(chat_kind /*pool*/) {}

  /// From a person's wish to stop until the upstream's connection was closed.
  virtual void upstream_closed(std::chrono::nanoseconds /*since_cancel*/) {}
  /// From the read that brought text until the frame with it was given to the system;
  /// only for text that a client followed live.
  virtual void frame_written(std::chrono::nanoseconds /*since_read*/) {}
};

}  // namespace aurawell
