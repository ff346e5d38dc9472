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

/// One session's events in order, kept in this process until they are trimmed. The text of an
/// answer or its reasoning is held once; its events are positions in that text. Not thread-safe.
///
/// All byte counts use one measure, the cost of an event: its own text and the memory to keep it.
/// The size of the log, of a backlog and of a page are sums of costs.
///
/// Consecutive pieces of one text form a run: one entry, and four bytes for each piece. A run is
/// removed as a whole, so its length is limited.
class event_log {
 public:
  using scope_ptr = std::shared_ptr<const request_scope>;

  /// Appends any event except answer text and reasoning. `event.seq` is ignored.
  event_seq append(server_event event);

  /// Appends answer text of the request that `scope` names.
  event_seq append_delta(const scope_ptr& scope, wall_time at, std::string_view text);

  event_seq append_reasoning(const scope_ptr& scope, wall_time at, std::string_view text);

  /// Appends an event that repeats the answer from its start.
  event_seq append_snapshot(const scope_ptr& scope, wall_time at);

  /// From here on the answer is `text`, whatever it was before; appends a snapshot event.
  event_seq replace_answer(const scope_ptr& scope, wall_time at, std::string_view text);

  /// The answer of a request so far; empty when there is none or it is closed.
  std::string_view answer_so_far(const request_id& request) const noexcept;

  /// The whole answer, shared with the log. No text of this request may be appended after this.
  std::shared_ptr<const std::string> seal_answer(const request_id& request);

  /// No event of this request follows. Its texts stay only while the log has events of them.
  void close_answer(const request_id& request);

  /// Returns at least one event unless there is none; stops before the first that would exceed
  /// `max_text` bytes of text.
  log_page read(event_seq after, std::size_t max_text) const;

  /// True when `after` is a position of this log and everything after it is still held.
  bool covers(event_seq after) const noexcept { return after + 1 >= first_ && after <= last_; }

  /// Cost of the events after `after`, which must be covered.
  std::size_t bytes_after(event_seq after) const noexcept;

  /// Seq of the newest event; 0 before the first.
  event_seq last() const noexcept { return last_; }

  /// Removes the oldest events until at most `max_bytes` are held. The text of an answer that is
  /// not closed stays.
  void trim(std::size_t max_bytes);

  /// Cost of all events in the log; `trim` limits it.
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

  /// Consecutive pieces of one text, or one other event.
  struct run {
    event_seq first = 0;
    /// Time of the newest piece.
    wall_time at;
    /// Null for an event without text.
    source_ptr source;
    std::uint32_t begin = 0;
    bool snapshot = false;
    /// A snapshot, whose text is already counted in the cost of other pieces.
    bool repeats = false;
    /// Offset in the text where each piece ends.
    std::vector<std::uint32_t> ends;
    std::unique_ptr<const server_event> event;

    std::size_t size() const noexcept { return event ? 1 : ends.size(); }
    std::size_t begin_of(std::size_t piece) const noexcept {
      return piece == 0 ? begin : ends[piece - 1];
    }
    /// Cost of the pieces from `from` up to, not including, `to`.
    std::size_t cost(std::size_t from, std::size_t to) const noexcept;
  };

  open_request& open(const scope_ptr& scope);
  const open_request* find(const request_id& request) const noexcept;
  event_seq add_snapshot(const source_ptr& source, wall_time at, bool repeats);
  event_seq append_piece(const source_ptr& source, wall_time at, std::string_view text);
  event_seq add_run(run fresh);
  bool joins_last(const source_ptr& source) const noexcept;
  const std::deque<run>& runs() const noexcept;
  std::deque<run>::const_iterator run_of(event_seq seq) const noexcept;
  /// Adds pieces of `from` to the page. False when the page is full.
  static bool take(const run& from, std::size_t max_text, std::size_t& text, log_page& page);
  static void add_text(const run& from, std::string_view text, log_page& page);

  /// Null before the first event: most sessions wait for one, and an empty deque takes 600 bytes.
  std::unique_ptr<std::deque<run>> runs_;
  std::vector<open_request> open_;
  /// Seq of the oldest event in the log, or of the next one.
  event_seq first_ = 1;
  event_seq last_ = 0;
  std::size_t held_bytes_ = 0;
};

}  // namespace aurawell
