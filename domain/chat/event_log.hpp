#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/chat/log_page.hpp"
#include "domain/chat/server_event.hpp"

namespace aurawell {

/// One session's events in order, kept in this process until they are trimmed. Answers and
/// reasoning are held once; an event of them is a position beside the text. Not thread-safe.
///
/// There is one measure of bytes: each event has a cost, its own text and what it takes to
/// keep it. What is held, what waits behind a position and what a page brings are sums of it.
///
/// Pieces of one text that follow each other form a run: one entry, and four bytes for each
/// piece. Runs are forgotten as a whole, so their length is bounded.
class event_log {
 public:
  using scope_ptr = std::shared_ptr<const request_scope>;

  /// Appends anything but answer text and reasoning. `event.seq` is ignored.
  event_seq append(server_event event);

  /// Appends answer text of the request that `scope` names.
  event_seq append_delta(const scope_ptr& scope, wall_time at, std::string_view text);

  event_seq append_reasoning(const scope_ptr& scope, wall_time at, std::string_view text);

  /// Appends an event that repeats the answer from its start.
  event_seq append_snapshot(const scope_ptr& scope, wall_time at);

  /// From here on the answer is `text`, whatever it was before; the event is a snapshot.
  event_seq replace_answer(const scope_ptr& scope, wall_time at, std::string_view text);

  /// The answer of a request so far; empty when there is none or it is closed.
  std::string_view answer_so_far(const request_id& request) const noexcept;

  /// The whole answer, shared with the log: no text of this request may follow.
  std::shared_ptr<const std::string> seal_answer(const request_id& request);

  /// Nothing of this request follows: its texts are kept only for the events of them.
  void close_answer(const request_id& request);

  /// At least one event unless there is none; stops at the first that would exceed
  /// `max_text` bytes of text.
  log_page read(event_seq after, std::size_t max_text) const;

  /// True when `after` is a position of this log and everything after it is kept.
  bool covers(event_seq after) const noexcept { return after + 1 >= first_ && after <= last_; }

  /// Cost of the events after a position that is covered.
  std::size_t bytes_after(event_seq after) const noexcept;

  /// Seq of the newest event, 0 when there was none.
  event_seq last() const noexcept { return last_; }

  /// Forgets the oldest events until at most `max_bytes` are held. Answers that are
  /// not closed keep their text.
  void trim(std::size_t max_bytes);

  /// What `trim` bounds: the cost of all events that are kept.
  std::size_t held_bytes() const noexcept { return held_bytes_; }

 private:
  enum class kind : unsigned char { answer, reasoning };

  struct text_source {
    scope_ptr scope;
    kind of = kind::answer;
    std::shared_ptr<std::string> text = std::make_shared<std::string>();
    bool sealed = false;
  };
  using source_ptr = std::shared_ptr<text_source>;

  struct open_request {
    source_ptr answer;
    source_ptr reasoning;
  };

  /// Neighbouring pieces of one text, or one other event.
  struct run {
    event_seq first = 0;
    /// Of its newest piece.
    wall_time at;
    /// Null for another event.
    source_ptr source;
    std::uint32_t begin = 0;
    bool snapshot = false;
    /// A snapshot of text whose cost is that of other pieces.
    bool repeats = false;
    /// Where each piece ends in the text.
    std::vector<std::uint32_t> ends;
    std::unique_ptr<const server_event> event;

    std::size_t size() const noexcept { return event ? 1 : ends.size(); }
    std::size_t begin_of(std::size_t piece) const noexcept {
      return piece == 0 ? begin : ends[piece - 1];
    }
    /// Of the pieces from this one on, up to before the other.
    std::size_t cost(std::size_t from, std::size_t to) const noexcept;
  };

  open_request& open(const scope_ptr& scope);
  const open_request* find(const request_id& request) const noexcept;
  event_seq add_snapshot(const source_ptr& source, wall_time at, bool repeats);
  event_seq append_piece(const source_ptr& source, wall_time at, std::string_view text);
  event_seq add_run(run fresh);
  bool joins_last(const source_ptr& source) const noexcept;
  std::deque<run>::const_iterator run_of(event_seq seq) const noexcept;
  /// False when the page is full.
  static bool take(const run& from, std::size_t max_text, std::size_t& text, log_page& page);
  static void add_text(const run& from, std::string_view text, log_page& page);

  std::deque<run> runs_;
  std::vector<open_request> open_;
  /// Seq of the oldest event that is kept, or of the next one.
  event_seq first_ = 1;
  event_seq last_ = 0;
  std::size_t held_bytes_ = 0;
};

}  // namespace aurawell
