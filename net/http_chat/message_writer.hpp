#pragma once

#include "net/http_chat/answer_writer.hpp"

namespace aurawell::net {

/// The whole answer as one JSON object.
class message_writer final : public answer_writer {
 public:
  bool is_stream() const noexcept override { return false; }
  bool begins_with(const server_event&) const noexcept override { return false; }
  void take(const server_event& event, std::string& out) override;
  http_reply reply() const override;
  http_reply refusal(const answer_failure& why, wall_time now) const override;
  void break_off(const answer_failure&, std::string&) override {}

 private:
  /// The latest status; its text is shared with the session.
  server_event last_;
};

}  // namespace aurawell::net
