#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/server_event.hpp"

namespace aurawell::net {

/// What waits to be sent to one client, in order. Answer text that waits right behind
/// text of the same answer joins it and takes the later seq, so that a slow reader
/// gets fewer and longer frames. No I/O and no lock: its owner guards it.
class outbox {
 public:
  /// `limit_bytes` of waiting events make it full; half of that is room again.
  explicit outbox(std::size_t limit_bytes) noexcept : limit_bytes_{limit_bytes} {}

  /// Takes the events even when full. True: more is waiting than the limit allows.
  bool append(std::vector<server_event> events);

  /// The next event to send. It counts as waiting until `sent`; one at a time.
  std::optional<server_event> take();

  /// The event taken has left. True, once for each time it became full: half of the
  /// limit is free again.
  bool sent();

  /// Forgets everything; memory is returned.
  void clear() noexcept;

  bool empty() const noexcept { return next_ == waiting_.size(); }

  /// Waiting and under way. An event counts as its texts plus a fixed overhead.
  std::size_t bytes() const noexcept { return bytes_; }

 private:
  void append_one(server_event event);
  /// Text of the last waiting event if this one continues it, else null.
  std::string* text_it_joins(server_event& event) noexcept;

  std::vector<server_event> waiting_;
  /// Index in `waiting_` of the next to take; those before it are empty shells.
  std::size_t next_ = 0;
  std::size_t bytes_ = 0;
  std::size_t taken_bytes_ = 0;
  std::size_t limit_bytes_;
  bool full_ = false;
};

}  // namespace aurawell::net
