#include "actors/session_feed.hpp"

#include <utility>

namespace aurawell::actors {

session_feed::session_feed(std::unique_ptr<event_log> log, bounds limits)
    : log_{std::move(log)}, limits_{limits} {}

void session_feed::attach(std::shared_ptr<client_channel> channel, event_seq position) {
  channel_ = std::move(channel);
  position_ = position;
  has_room_ = true;
}

void session_feed::detach() {
  channel_.reset();
}

void session_feed::publish(std::shared_ptr<const request_scope> scope, event_body body) {
  log_->append({0, std::chrono::system_clock::now(), std::move(scope), std::move(body)});
  pump();
}

void session_feed::publish_text(const std::shared_ptr<const request_scope>& scope,
                                std::string_view text) {
  log_->append_delta(scope, std::chrono::system_clock::now(), text);
  pump();
}

std::shared_ptr<const std::string> session_feed::seal(const request_id& request) {
  return log_->seal_answer(request);
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

void session_feed::pump() {
  while (channel_ && has_room_ && position_ < log_->last()) {
    auto page = log_->read(position_, limits_.page_bytes);
    if (!page.complete) {
      // The client fell so far behind that its next event is no longer kept.
      close(close_code::too_slow, "outbound backlog over its limit");
      detach();
      break;
    }
    position_ = page.position;
    has_room_ = channel_->send(std::move(page.events)) == client_channel::room::more;
  }
  log_->trim(limits_.log_bytes);
}

}  // namespace aurawell::actors
