#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/server_event.hpp"

namespace aurawell {

/// Part of a log. `events` is everything after the position asked for, up to the
/// limit; neighbouring deltas of one answer have become one event that carries the
/// last seq of them.
struct log_page {
  std::vector<server_event> events;
  /// Position to ask from next.
  event_seq position = 0;
  /// False when something after the position asked for is no longer kept.
  bool complete = true;
  /// Text in `events`, as `bytes_after` counts it.
  std::size_t bytes = 0;
};

/// One session's events in order, kept until they are trimmed. Answer text is held
/// once; an event of it is a position beside the text. The session is the only
/// writer; no reader may assume that the log is in this process's memory.
class event_log {
 public:
  event_log() = default;
  event_log(const event_log&) = delete;
  event_log& operator=(const event_log&) = delete;
  virtual ~event_log() = default;

  /// Appends anything but answer text. `event.seq` is ignored.
  virtual event_seq append(server_event event) = 0;

  /// Appends answer text of the request that `scope` names.
  virtual event_seq append_delta(const std::shared_ptr<const request_scope>& scope, wall_time at,
                                 std::string_view text) = 0;

  /// Appends text, possibly none, and an event that repeats the answer from its start.
  virtual event_seq append_snapshot(const std::shared_ptr<const request_scope>& scope, wall_time at,
                                    std::string_view text) = 0;

  /// The answer of a request so far; empty when there is none or it is sealed.
  virtual std::string_view answer_so_far(const request_id& request) const noexcept = 0;

  /// The whole answer of a request so far. The log keeps sharing it: the text does
  /// not change any more, and no delta of that request may follow.
  virtual std::shared_ptr<const std::string> seal_answer(const request_id& request) = 0;

  /// At least one event unless there is none; stops at the first that would exceed
  /// `max_bytes` of text.
  virtual log_page read(event_seq after, std::size_t max_bytes) const = 0;

  /// True when `after` is a position of this log and everything after it is kept.
  virtual bool covers(event_seq after) const noexcept = 0;

  /// Text of the events after a position that is covered.
  virtual std::size_t bytes_after(event_seq after) const noexcept = 0;

  /// Seq of the newest event, 0 when there was none.
  virtual event_seq last() const noexcept = 0;

  /// Forgets the oldest events until at most `max_bytes` are held. Answers that are
  /// not sealed keep their text.
  virtual void trim(std::size_t max_bytes) = 0;
};

}  // namespace aurawell
