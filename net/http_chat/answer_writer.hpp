#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "domain/chat/server_event.hpp"
#include "domain/error.hpp"
#include "net/http/http_replies.hpp"
#include "net/rest/chat_exchange.hpp"

namespace aurawell::net {

/// Why there is no answer, or why it stops. `cause.detail` is a text for people.
struct answer_failure {
  error cause;
  std::optional<std::chrono::milliseconds> retry_after{};
  /// The people to call are named even without an answer.
  std::optional<answer_safety> safety{};
};

/// Builds one HTTP response from a session's events about one question. A streamed response is
/// `head` and the bytes from `take`; any other response is one `reply` at the end of the answer. A
/// failure before the head was sent is a separate reply, `refusal`.
class answer_writer {
 public:
  answer_writer() = default;
  answer_writer(const answer_writer&) = delete;
  answer_writer& operator=(const answer_writer&) = delete;
  virtual ~answer_writer() = default;

  virtual bool is_stream() const noexcept = 0;

  /// Whether the stream begins with this event. Before it nothing was sent, so a failure of the
  /// question can have its own HTTP status.
  virtual bool begins_with(const server_event& event) const noexcept = 0;

  /// Processes the event; a stream appends its bytes for it, possibly none.
  virtual void take(const server_event& event, std::string& out) = 0;

  /// Status and headers of a stream; for other responses the whole reply, after the terminal
  /// status.
  virtual http_reply reply() const = 0;
  virtual http_reply refusal(const answer_failure& why, wall_time now) const = 0;

  /// Ends the stream before the end of its answer.
  virtual void break_off(const answer_failure& why, std::string& out) = 0;
};

/// Creates the writer for the exchange's format.
std::unique_ptr<answer_writer> make_answer_writer(const chat_exchange& exchange, wall_time now);

}  // namespace aurawell::net
