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

/// Why there is no answer, or no more of it. `what.detail` is for people.
struct answer_failure {
  error what;
  std::optional<std::chrono::milliseconds> retry_after{};
  /// Whom to call does not depend on whether there is an answer.
  std::optional<answer_safety> safety{};
};

/// Makes one response of what a session says about one question. A stream is made of
/// `head` and of what `take` appends; anything else is one `reply`, when the answer has
/// ended. A failure before the head has left is a reply of its own, `refusal`.
class answer_writer {
 public:
  answer_writer() = default;
  answer_writer(const answer_writer&) = delete;
  answer_writer& operator=(const answer_writer&) = delete;
  virtual ~answer_writer() = default;

  virtual bool is_stream() const noexcept = 0;

  /// Whether a stream begins with this event: until then nothing has left, and the
  /// failure of the question has an HTTP status of its own.
  virtual bool begins_with(const server_event& event) const noexcept = 0;

  /// Looks at the event; a stream appends what it tells of it, perhaps nothing.
  virtual void take(const server_event& event, std::string& out) = 0;

  /// Status and headers of a stream, or, after its terminal status, the whole reply.
  virtual http_reply reply() const = 0;
  virtual http_reply refusal(const answer_failure& why, wall_time now) const = 0;

  /// The stream ends before its answer does.
  virtual void break_off(const answer_failure& why, std::string& out) = 0;
};

/// In the exchange's format.
std::unique_ptr<answer_writer> make_answer_writer(const chat_exchange& exchange, wall_time now);

}  // namespace aurawell::net
