#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/chat/server_event.hpp"

namespace aurawell::net {

/// Past either of them an outbox is full; half of both is room again.
struct outbox_limits {
  std::size_t bytes = 0;
  std::size_t frames = 0;
};

/// What waits to be sent to one client, in order. Answer text that waits right behind
/// text of the same answer joins it; the frame has the later seq and the earlier time of
/// reading. So a slow reader gets fewer and longer frames. No I/O and no lock: its owner
/// guards it.
class outbox {
 public:
  explicit outbox(const outbox_limits& limits) noexcept : limits_{limits} {}

  /// Takes the events even when full. True: more is waiting than the limits allow.
  bool append(std::vector<server_event> events);

  /// The next event to send. It counts as waiting until `sent`; one at a time.
  std::optional<server_event> take();

  /// The event taken has left. True, once for each time it became full: half of the
  /// room is free again.
  bool sent();

  /// Forgets everything; memory is returned.
  void clear() noexcept;

  bool empty() const noexcept { return next_ == waiting_.size(); }

  /// Waiting and under way. An event counts as its texts plus a fixed overhead.
  std::size_t bytes() const noexcept { return bytes_; }

  /// Likewise; text that joined is one frame with what it joined.
  std::size_t frames() const noexcept {
    return waiting_.size() - next_ + (taken_bytes_ > 0 ? 1U : 0U);
  }

 private:
  void append_one(server_event event);
  /// Text of the last waiting event if this one continues it, else null.
  std::string* text_it_joins(server_event& event) noexcept;

  std::vector<server_event> waiting_;
  /// Index in `waiting_` of the next to take; those before it are empty shells.
  std::size_t next_ = 0;
  std::size_t bytes_ = 0;
  std::size_t taken_bytes_ = 0;
  outbox_limits limits_;
  bool full_ = false;
};

}  // namespace aurawell::net
