#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/chat/event_log.hpp"
#include "domain/ports/client_channel.hpp"

namespace aurawell::actors {

/// A session's log and the channel to its client. Every event is appended to the log first. Then
/// the events past the client's position are sent while the channel has room; neighbouring texts
/// that had to wait are merged.
class session_feed {
 public:
  using read_time = std::chrono::steady_clock::time_point;

  struct bounds {
    std::size_t log_bytes;
    /// Limit of the text that is sent in one call of `client_channel::send`.
    std::size_t page_bytes;
    /// Limit of what waits for the client beyond what waited when it attached, as the log counts
    /// bytes.
    std::size_t backlog_bytes;
  };

  explicit session_feed(bounds limits) : limits_{limits} {}

  /// Sends the greeting, then all events past `position`, also future ones, through `channel`. The
  /// log must cover the position.
  void attach(std::shared_ptr<client_channel> channel, event_seq position, event_body greeting);
  void detach();
  bool attached() const noexcept { return channel_ != nullptr; }

  /// True when the log has all events past `position`.
  bool covers(event_seq position) const noexcept { return log_.covers(position); }
  event_seq last() const noexcept { return log_.last(); }
  /// True when the channel has taken all events, or there is none.
  bool is_caught_up() const noexcept { return !channel_ || position_ >= log_.last(); }

  void publish(std::shared_ptr<const request_scope> scope, event_body body);

  /// Sends the text at once, unless `hold`: then with `release` or the next event.
  /// @param received_at When the text was read; the epoch: not measured. Sent only with text that
  ///                    does not have to wait for the client.
  void publish_text(const std::shared_ptr<const request_scope>& scope, std::string_view text,
                    bool hold = false, read_time received_at = {});
  void release() { pump(); }

  void publish_reasoning(const std::shared_ptr<const request_scope>& scope, std::string_view text);

  /// Publishes the answer's text so far as one snapshot.
  void publish_snapshot(const std::shared_ptr<const request_scope>& scope);

  /// Replaces the answer's text, and publishes it as a snapshot.
  void replace_answer(const std::shared_ptr<const request_scope>& scope, std::string_view text);

  /// Valid until the text changes, or `close_answer`.
  std::string_view answer_so_far(const request_id& request) const noexcept {
    return log_.answer_so_far(request);
  }

  /// Returns the request's whole text. No text may follow.
  std::shared_ptr<const std::string> seal(const request_id& request) {
    return log_.seal_answer(request);
  }

  /// No event of the request may follow.
  void close_answer(const request_id& request) { log_.close_answer(request); }

  /// Sends an event that is not added to the log; drops it when the channel has no room.
  void send_aside(event_body body);

  /// The channel was full, and has room again.
  void on_room();

  void close(close_code code, std::string reason);

 private:
  void pump();
  /// Limit of the waiting bytes for a client that attaches while `waiting` bytes wait.
  std::size_t most_for(std::size_t waiting) const noexcept;
  void set_received_at(std::vector<server_event>& events);
  void close_slow_client();

  event_log log_;
  bounds limits_;
  std::shared_ptr<client_channel> channel_;
  event_seq position_ = 0;
  bool has_room_ = true;
  /// Position of the oldest live text that was not sent, and when it was read.
  event_seq live_from_ = 0;
  read_time live_since_{};
  /// Bytes of the log past `position_` and up to `counted_`, and their limit.
  std::size_t waiting_bytes_ = 0;
  event_seq counted_ = 0;
  std::size_t most_waiting_ = 0;
};

}  // namespace aurawell::actors
