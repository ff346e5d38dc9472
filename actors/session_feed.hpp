#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "domain/ports/client_channel.hpp"
#include "domain/ports/event_log.hpp"

namespace aurawell::actors {

/// A session's log and the client that reads it. Every event goes through the log
/// and leaves by one path: what lies past the client's position, as far as its
/// channel has room. What had to wait leaves merged.
class session_feed {
 public:
  struct bounds {
    std::size_t log_bytes;
    std::size_t page_bytes;
  };

  session_feed(std::unique_ptr<event_log> log, bounds limits);

  /// Sends what lies past `position` through `channel` from now on.
  void attach(std::shared_ptr<client_channel> channel, event_seq position);
  void detach();
  bool attached() const noexcept { return channel_ != nullptr; }
  event_seq last() const noexcept { return log_->last(); }

  void publish(std::shared_ptr<const request_scope> scope, event_body body);
  void publish_text(const std::shared_ptr<const request_scope>& scope, std::string_view text);

  /// The request's whole text; none may follow.
  std::shared_ptr<const std::string> seal(const request_id& request);

  /// Sends something that is no part of the log. Dropped when there is no room.
  void send_aside(event_body body);

  /// The channel that was full has room again.
  void on_room();

  void close(close_code code, std::string reason);

 private:
  void pump();

  std::unique_ptr<event_log> log_;
  bounds limits_;
  std::shared_ptr<client_channel> channel_;
  event_seq position_ = 0;
  bool has_room_ = true;
};

}  // namespace aurawell::actors
