#pragma once

#include <string>
#include <vector>

#include "domain/chat/close_code.hpp"
#include "domain/chat/server_event.hpp"

namespace aurawell {

/// Sends events to one connected client. Any thread may call it; no call blocks. After the
/// connection has closed, calls do nothing.
class client_channel {
 public:
  enum class room : unsigned char { more, full };

  client_channel() = default;
  client_channel(const client_channel&) = delete;
  client_channel& operator=(const client_channel&) = delete;
  virtual ~client_channel() = default;

  /// Takes the events, in order. `full`: the outbox is past its limit; do not send until
  /// `session_handler::on_room`, which follows exactly once.
  virtual room send(std::vector<server_event> events) = 0;

  /// Sends the events taken before, then closes with this code.
  virtual void close(close_code code, std::string reason) = 0;
};

}  // namespace aurawell
