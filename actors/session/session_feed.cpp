#include "actors/session/session_feed.hpp"

#include <algorithm>
#include <utility>

namespace aurawell::actors {

/// Stays below the size at which the log drops events that wait, so that a client that is closed
/// for this limit can resume and receive all of them.
std::size_t session_feed::most_for(std::size_t waiting) const noexcept {
  const auto midway = (limits_.log_bytes + limits_.backlog_bytes) / 2;
  return std::max(waiting, std::min(waiting + limits_.backlog_bytes, midway));
}

void session_feed::attach(std::shared_ptr<client_channel> channel, event_seq position,
                          event_body greeting) {
  channel_ = std::move(channel);
  position_ = position;
  has_room_ = true;
  live_since_ = {};
  waiting_bytes_ = log_.bytes_after(position);
  counted_ = log_.last();
  most_waiting_ = most_for(waiting_bytes_);
  send_aside(std::move(greeting));
  pump();
}

void session_feed::detach() {
  channel_.reset();
  waiting_bytes_ = 0;
}

void session_feed::publish(std::shared_ptr<const request_scope> scope, event_body body) {
  log_.append({0, std::chrono::system_clock::now(), std::move(scope), std::move(body)});
  pump();
}

void session_feed::publish_text(const std::shared_ptr<const request_scope>& scope,
                                std::string_view text, bool hold, read_time received_at) {
  const auto seq = log_.append_delta(scope, std::chrono::system_clock::now(), text);
  if (has_room_ && live_since_ == read_time{}) {
    live_from_ = seq;
    live_since_ = received_at;
  }
  if (!hold) {
    pump();
  }
}

void session_feed::publish_reasoning(const std::shared_ptr<const request_scope>& scope,
                                     std::string_view text) {
  log_.append_reasoning(scope, std::chrono::system_clock::now(), text);
  pump();
}

void session_feed::publish_snapshot(const std::shared_ptr<const request_scope>& scope) {
  log_.append_snapshot(scope, std::chrono::system_clock::now());
  pump();
}

void session_feed::replace_answer(const std::shared_ptr<const request_scope>& scope,
                                  std::string_view text) {
  log_.replace_answer(scope, std::chrono::system_clock::now(), text);
  pump();
}

void session_feed::send_aside(event_body body) {
  if (!channel_ || !has_room_) {
    return;
  }
  std::vector<server_event> events;
  events.push_back({0, std::chrono::system_clock::now(), nullptr, std::move(body)});
  has_room_ = channel_->send(std::move(events)) == client_channel::room::more;
}

void session_feed::on_room() {
  has_room_ = true;
  pump();
}

void session_feed::close(close_code code, std::string reason) {
  if (channel_) {
    channel_->close(code, std::move(reason));
  }
}

void session_feed::close_slow_client() {
  close(close_code::too_slow, "outbound backlog over its limit");
  detach();
}

/// At the first text of the page that is not older.
void session_feed::set_received_at(std::vector<server_event>& events) {
  for (auto& event : events) {
    auto* delta = std::get_if<answer_delta>(&event.body);
    if (delta != nullptr && !delta->snapshot && event.seq >= live_from_) {
      delta->received_at = std::exchange(live_since_, {});
      break;
    }
  }
}

void session_feed::pump() {
  waiting_bytes_ += channel_ ? log_.bytes_after(counted_) : 0;
  counted_ = log_.last();
  while (channel_ && has_room_ && position_ < log_.last()) {
    auto page = log_.read(position_, limits_.page_bytes);
    if (!page.complete) {
      close_slow_client();
      break;
    }
    position_ = page.position;
    if (live_since_ != read_time{}) {
      set_received_at(page.events);
    }
    waiting_bytes_ -= page.bytes;
    has_room_ = channel_->send(std::move(page.events)) == client_channel::room::more;
  }
  if (!has_room_) {
    live_since_ = {};
  }
  if (waiting_bytes_ <= limits_.backlog_bytes) {
    most_waiting_ = limits_.backlog_bytes;
  } else if (channel_ && waiting_bytes_ > most_waiting_) {
    close_slow_client();
  }
  log_.trim(limits_.log_bytes);
}

}  // namespace aurawell::actors
