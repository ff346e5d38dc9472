#pragma once

#include "net/http_chat/answer_writer.hpp"

namespace aurawell::net {

/// Every event of the session as a server-sent event: the JSON of the WebSocket, with an
/// id that says where in which session it stands.
class event_stream_writer final : public answer_writer {
 public:
  bool is_stream() const noexcept override { return true; }
  bool begins_with(const server_event& event) const noexcept override;
  void take(const server_event& event, std::string& out) override;
  http_reply reply() const override;
  http_reply refusal(const answer_failure& why, wall_time now) const override;
  void break_off(const answer_failure& why, std::string& out) override;

 private:
  /// "session:epoch:", once the session has greeted.
  std::string place_;
};

/// What such an id says; nothing when it is none.
std::optional<resume_point> read_event_id(std::string_view id);

/// Status and headers of a stream of server-sent events.
http_reply event_stream_head();

}  // namespace aurawell::net
