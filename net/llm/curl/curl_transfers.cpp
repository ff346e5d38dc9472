// The exchanges of a curl_engine: their start, their stop and their end.
#include <cassert>
#include <chrono>
#include <utility>

#include "domain/ports/telemetry.hpp"
#include "net/llm/curl/curl_engine.hpp"
#include "net/llm/curl/curl_exchange.hpp"
#include "net/llm/curl/curl_mailbox.hpp"

namespace aurawell::net {

void curl_engine::read_mail() {
  serve_stops();
  for (auto& exchange : mailbox_->take_starts()) {
    // Connecting takes time, so a stop may arrive in between.
    serve_stops();
    if (!exchange->is_silent()) {
      add(std::move(exchange));
    }
  }
}

void curl_engine::serve_stops() {
  if (!mailbox_->has_stops()) {
    return;
  }
  for (const auto& stop : mailbox_->take_stops()) {
    auto& exchange = *stop.exchange;
    if (exchange.engine_ != this || exchange.lingers_) {
      continue;
    }
    // With HTTP/2 curl would keep the connection of its only answer, and would not report the stop
    // to the upstream before it has something else to send.
    curl_easy_setopt(exchange.handle_, CURLOPT_FORBID_REUSE, 1L);
    remove(exchange);
    if (stop.asked_at) {
      measures_->upstream_closed(std::chrono::steady_clock::now() - *stop.asked_at);
    }
  }
}

void curl_engine::add(std::shared_ptr<curl_exchange> exchange) {
  auto& added = *exchange;
  added.engine_ = this;
  added.handle_ = curl_easy_init();
  added.slot_ = running_.size();
  running_.push_back(std::move(exchange));
  mailbox_->set_running(running_.size());
  bound_connections();
  launch(added);
}

void curl_engine::launch(curl_exchange& exchange) {
  exchange.prepare(exchange.handle_);
  sockets_.end_unasked();
  curl_easy_setopt(exchange.handle_, CURLOPT_PRIVATE, &exchange);
  curl_easy_setopt(exchange.handle_, CURLOPT_SHARE, share_);
  curl_easy_setopt(exchange.handle_, CURLOPT_OPENSOCKETFUNCTION, &curl_engine::on_open);
  curl_easy_setopt(exchange.handle_, CURLOPT_OPENSOCKETDATA, this);
  [[maybe_unused]] const auto added = curl_multi_add_handle(multi_, exchange.handle_);
  assert(added == CURLM_OK);
}

void curl_engine::end(curl_exchange& exchange, CURLcode outcome) {
  const auto keep = running_[exchange.slot_];
  const auto is_heard = !exchange.lingers_ && !exchange.is_silent() && !mailbox_->is_closed();
  const auto again = is_heard && exchange.on_finish(exchange.handle_, outcome);
  if (exchange.engine_ == nullptr) {
    return;
  }
  if (again) {
    curl_multi_remove_handle(multi_, exchange.handle_);
    curl_easy_reset(exchange.handle_);
    launch(exchange);
  } else {
    remove(exchange);
  }
}

void curl_engine::remove(curl_exchange& exchange) {
  // An abort in the middle closes the connection before this returns.
  curl_multi_remove_handle(multi_, exchange.handle_);
  curl_easy_cleanup(std::exchange(exchange.handle_, nullptr));
  exchange.engine_ = nullptr;
  if (exchange.is_noted_) {
    std::erase(noted_, &exchange);
  }
  std::swap(running_[exchange.slot_], running_.back());
  running_[exchange.slot_]->slot_ = exchange.slot_;
  const auto keep = std::move(running_.back());
  running_.pop_back();
  mailbox_->set_running(running_.size());
  bound_connections();
}

}  // namespace aurawell::net
