#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/server_event.hpp"

namespace aurawell {

/// Part of a log. `events` is everything after the position asked for, up to the
/// limit; neighbouring pieces of one text have become one event that carries the
/// last seq of them.
struct log_page {
  std::vector<server_event> events;
  /// Position to ask from next.
  event_seq position = 0;
  /// False when something after the position asked for is no longer kept.
  bool complete = true;
  /// Cost of `events`, as `bytes_after` counts it.
  std::size_t bytes = 0;
};

/// One session's events in order, kept until they are trimmed. Answers and reasoning are
/// held once; an event of them is a position beside the text. The session is the only
/// writer; no reader may assume that the log is in this process's memory.
///
/// There is one measure of bytes: each event has a cost, its own text and what it takes to
/// keep it. What is held, what waits behind a position and what a page brings are sums of it.
class event_log {
 public:
  using scope_ptr = std::shared_ptr<const request_scope>;

  event_log() = default;
  event_log(const event_log&) = delete;
  event_log& operator=(const event_log&) = delete;
  virtual ~event_log() = default;

  /// Appends anything but answer text and reasoning. `event.seq` is ignored.
  virtual event_seq append(server_event event) = 0;

  /// Appends answer text of the request that `scope` names.
  virtual event_seq append_delta(const scope_ptr& scope, wall_time at, std::string_view text) = 0;

  virtual event_seq append_reasoning(const scope_ptr& scope, wall_time at,
                                     std::string_view text) = 0;

  /// Appends an event that repeats the answer from its start.
  virtual event_seq append_snapshot(const scope_ptr& scope, wall_time at) = 0;

  /// From here on the answer is `text`, whatever it was before; the event is a snapshot.
  virtual event_seq replace_answer(const scope_ptr& scope, wall_time at, std::string_view text) = 0;

  /// The answer of a request so far; empty when there is none or it is closed.
  virtual std::string_view answer_so_far(const request_id& request) const noexcept = 0;

  /// The whole answer, shared with the log: no text of this request may follow.
  virtual std::shared_ptr<const std::string> seal_answer(const request_id& request) = 0;

  /// Nothing of this request follows: its texts are kept only for the events of them.
  virtual void close_answer(const request_id& request) = 0;

  /// At least one event unless there is none; stops at the first that would exceed
  /// `max_text` bytes of text.
  virtual log_page read(event_seq after, std::size_t max_text) const = 0;

  /// True when `after` is a position of this log and everything after it is kept.
  virtual bool covers(event_seq after) const noexcept = 0;

  /// Cost of the events after a position that is covered.
  virtual std::size_t bytes_after(event_seq after) const noexcept = 0;

  /// Seq of the newest event, 0 when there was none.
  virtual event_seq last() const noexcept = 0;

  /// Forgets the oldest events until at most `max_bytes` are held. Answers that are
  /// not closed keep their text.
  virtual void trim(std::size_t max_bytes) = 0;
};

}  // namespace aurawell
