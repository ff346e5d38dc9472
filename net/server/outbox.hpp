#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/chat/server_event.hpp"

namespace aurawell::net {

/// An outbox is full past either limit; it has room again below half of both.
struct outbox_limits {
  std::size_t bytes = 0;
  std::size_t frames = 0;
};

/// The events that wait to be sent to one client, in order. Answer text directly behind text of the
/// same answer is joined to it; the frame gets the later seq and the earlier read time. So a slow
/// reader gets fewer and longer frames. No I/O and no lock: the owner must lock.
class outbox {
 public:
  explicit outbox(const outbox_limits& limits) noexcept : limits_{limits} {}

  /// Appends the events even when full. True: more waits than the limits allow.
  bool append(std::vector<server_event> events);

  /// The next event to send. It counts as waiting until `sent`. At most one is out at a time.
  std::optional<server_event> take();

  /// The event from `take` has been written. True, once for each time the outbox became full: it
  /// has room again.
  bool sent();

  /// Drops all events and frees their memory.
  void clear() noexcept;

  bool empty() const noexcept { return next_ == waiting_.size(); }

  /// Of waiting events and the one from `take`. An event counts as its texts plus a fixed overhead.
  std::size_t bytes() const noexcept { return bytes_; }

  /// Like `bytes`; joined text is one frame.
  std::size_t frames() const noexcept {
    return waiting_.size() - next_ + (taken_bytes_ > 0 ? 1U : 0U);
  }

 private:
  void append_one(server_event event);
  /// Text of the last waiting event if `event` continues it, else null.
  std::string* joinable_text(server_event& event) noexcept;

  std::vector<server_event> waiting_;
  /// Index in `waiting_` of the next event; those before it are moved-from.
  std::size_t next_ = 0;
  std::size_t bytes_ = 0;
  std::size_t taken_bytes_ = 0;
  outbox_limits limits_;
  bool full_ = false;
};

}  // namespace aurawell::net
