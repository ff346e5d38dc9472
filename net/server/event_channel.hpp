#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "domain/ports/client_channel.hpp"
#include "net/server/outbox.hpp"

namespace aurawell::net {

/// The part of a connection, a WebSocket or a question over HTTP, that sessions hold. Any thread
/// may call it. It is a separate object, so that a session that outlives its connection keeps no
/// socket alive.
class event_channel final : public client_channel {
 public:
  /// Takes the events out of the channel and sends them.
  class writer {
   public:
    writer() = default;
    writer(const writer&) = delete;
    writer& operator=(const writer&) = delete;
    virtual ~writer() = default;

    /// An event or the close waits. Called from any thread, under the channel's lock. Not called
    /// again until `next` has returned no event, except for a close.
    virtual void wake() = 0;
  };

  struct close_order {
    close_code code = close_code::going_away;
    std::string reason;
  };

  /// What the writer does next: send an event, or, after the last event, close.
  struct step {
    std::optional<server_event> event;
    std::optional<close_order> close;
  };

  /// `owner` must call `detach` before its destruction.
  event_channel(writer& owner, const outbox_limits& limits) noexcept
      : owner_{&owner}, outbox_{limits} {}

  room send(std::vector<server_event> events) override;
  void close(close_code code, std::string reason) override;

  /// Both members empty: nothing to do until the next `wake`.
  step next();

  /// The event from `next` has been written. True: notify the session that there is room again.
  bool sent();

  /// True from `close` on, even while events wait.
  bool is_closing() const;

  /// Releases the owner and the waiting events. Later calls do nothing.
  void detach() noexcept;

 private:
  void notify_owner();

  mutable std::mutex mutex_;
  writer* owner_;
  outbox outbox_;
  std::optional<close_order> close_;
  bool writer_awake_ = false;
  bool closing_ = false;
};

}  // namespace aurawell::net
