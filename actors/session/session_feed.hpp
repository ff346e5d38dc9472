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

/// A session's log and the client that reads it. Every event goes through the log
/// and leaves by one path: what lies past the client's position, as far as its
/// channel has room. What had to wait leaves merged.
class session_feed {
 public:
  using read_time = std::chrono::steady_clock::time_point;

  struct bounds {
    std::size_t log_bytes;
    /// Of text.
    std::size_t page_bytes;
    /// What may wait for the client beyond what waited when it came, in the log's measure.
    std::size_t backlog_bytes;
  };

  explicit session_feed(bounds limits) : limits_{limits} {}

  /// Sends the greeting, then what lies past `position`, through `channel` from now on.
  /// The log must cover the position.
  void attach(std::shared_ptr<client_channel> channel, event_seq position, event_body greeting);
  void detach();
  bool attached() const noexcept { return channel_ != nullptr; }

  /// True when a client that has everything up to `position` can have the rest.
  bool covers(event_seq position) const noexcept { return log_.covers(position); }
  event_seq last() const noexcept { return log_.last(); }

  void publish(std::shared_ptr<const request_scope> scope, event_body body);

  /// The text leaves at once, unless `hold`: then with `release` or the next event.
  /// `received_at` is when it was read, or the epoch; it goes with text that does not
  /// have to wait for the client.
  void publish_text(const std::shared_ptr<const request_scope>& scope, std::string_view text,
                    bool hold = false, read_time received_at = {});
  void release() { pump(); }

  void publish_reasoning(const std::shared_ptr<const request_scope>& scope, std::string_view text);

  /// Sends the answer so far as one snapshot.
  void publish_snapshot(const std::shared_ptr<const request_scope>& scope);

  /// The answer is this text from now on; sent as a snapshot.
  void replace_answer(const std::shared_ptr<const request_scope>& scope, std::string_view text);

  /// Until the request is closed.
  std::string_view answer_so_far(const request_id& request) const noexcept {
    return log_.answer_so_far(request);
  }

  /// The request's whole text; none may follow.
  std::shared_ptr<const std::string> seal(const request_id& request) {
    return log_.seal_answer(request);
  }

  /// Nothing of the request follows.
  void close_answer(const request_id& request) { log_.close_answer(request); }

  /// Sends something that is no part of the log. Dropped when there is no room.
  void send_aside(event_body body);

  /// The channel that was full has room again.
  void on_room();

  void close(close_code code, std::string reason);

 private:
  void pump();
  /// The most that may wait for a client that comes while this much waits.
  std::size_t most_for(std::size_t waiting) const noexcept;
  void set_received_at(std::vector<server_event>& events);
  void close_slow_client();

  event_log log_;
  bounds limits_;
  std::shared_ptr<client_channel> channel_;
  event_seq position_ = 0;
  bool has_room_ = true;
  /// The oldest live text that has not left: its position and when it was read.
  event_seq live_from_ = 0;
  read_time live_since_{};
  /// Cost of the log past `position_` and up to `counted_`, and how much of it is too much.
  std::size_t waiting_bytes_ = 0;
  event_seq counted_ = 0;
  std::size_t most_waiting_ = 0;
};

}  // namespace aurawell::actors
