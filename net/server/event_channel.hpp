#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "domain/ports/client_channel.hpp"
#include "net/server/outbox.hpp"

namespace aurawell::net {

/// The part of a WebSocket that sessions hold and any thread may call. It is an object
/// of its own, so that a session which outlives its connection keeps no socket alive.
class event_channel final : public client_channel {
 public:
  /// Who sends what is taken here.
  class writer {
   public:
    writer() = default;
    writer(const writer&) = delete;
    writer& operator=(const writer&) = delete;
    virtual ~writer() = default;

    /// Something waits; called from any thread, under the channel's lock. Not called
    /// again until `next` has given no event, except for a close.
    virtual void wake() = 0;
  };

  struct close_order {
    close_code code = close_code::going_away;
    std::string reason;
  };

  /// What the writer does next: an event to send, or, after the last, the close.
  struct step {
    std::optional<server_event> event;
    std::optional<close_order> close;
  };

  /// `owner` must call `detach` before it ends.
  event_channel(writer& owner, const outbox_limits& limits) noexcept
      : owner_{&owner}, outbox_{limits} {}

  room send(std::vector<server_event> events) override;
  void close(close_code code, std::string reason) override;

  /// Nothing in both: the writer may rest until it is woken.
  step next();

  /// The event that `next` gave is on its way. True: tell the session of room.
  bool sent();

  /// True from `close` on, though events may still wait.
  bool is_closing() const;

  /// Lets go of the owner and of what waits. Later calls do nothing.
  void detach() noexcept;

 private:
  void wake_owner();

  mutable std::mutex mutex_;
  writer* owner_;
  outbox outbox_;
  std::optional<close_order> close_;
  bool writer_awake_ = false;
  bool closing_ = false;
};

}  // namespace aurawell::net
