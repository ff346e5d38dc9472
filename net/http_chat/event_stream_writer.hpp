#pragma once

#include "net/http_chat/answer_writer.hpp"

namespace aurawell::net {

/// Writes every event of the session as a server-sent event: the same JSON as over the WebSocket,
/// with an id made of session, epoch and seq.
class event_stream_writer final : public answer_writer {
 public:
  bool is_stream() const noexcept override { return true; }
  bool begins_with(const server_event& event) const noexcept override;
  void take(const server_event& event, std::string& out) override;
  http_reply reply() const override;
  http_reply refusal(const answer_failure& why, wall_time now) const override;
  void break_off(const answer_failure& why, std::string& out) override;

 private:
  /// "session:epoch:"; set by the session's first event.
  std::string place_;
};

/// Parses such an id; nothing when it is invalid.
std::optional<resume_point> read_event_id(std::string_view id);

/// Status and headers of a stream of server-sent events.
http_reply event_stream_head();

}  // namespace aurawell::net
