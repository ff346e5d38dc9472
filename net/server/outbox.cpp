#include "net/server/outbox.hpp"

#include <cassert>
#include <iterator>
#include <type_traits>
#include <utility>
#include <variant>

namespace aurawell::net {
namespace {

/// Approximate bytes of names, timestamp and ids of a frame.
constexpr std::size_t event_overhead = 256;
/// Moved-from events kept at the front before the rest is moved up.
constexpr std::size_t most_shells = 32;

std::size_t text_size(const event_body& body) noexcept {
  return std::visit(
      [](const auto& b) -> std::size_t {
        using body_type = std::decay_t<decltype(b)>;
        if constexpr (std::is_same_v<body_type, status_update>) {
          const auto* summary = std::get_if<answer_summary>(&b.data);
          const bool has_text = summary != nullptr && summary->text != nullptr;
          return b.message.size() + (has_text ? summary->text->size() : 0);
        } else if constexpr (std::is_same_v<body_type, pong>) {
          return b.data_json.size();
        } else if constexpr (std::is_same_v<body_type, connection_established>) {
          return b.message.size();
        } else if constexpr (std::is_same_v<body_type, answer_seam>) {
          return b.provider.size();
        } else if constexpr (std::is_same_v<body_type, connection_fault>) {
          return b.cause.detail.size();
        } else {
          return b.text.size();
        }
      },
      body);
}

/// The text that a later event of the same kind may be appended to.
std::string* growing_text(event_body& body) noexcept {
  if (auto* delta = std::get_if<answer_delta>(&body)) {
    return delta->snapshot ? nullptr : &delta->text;
  }
  auto* reasoning = std::get_if<reasoning_delta>(&body);
  return reasoning != nullptr ? &reasoning->text : nullptr;
}

/// The latency of a frame is measured from its oldest text.
void keep_older_stamp(event_body& body, const event_body& joining) noexcept {
  auto* delta = std::get_if<answer_delta>(&body);
  if (delta != nullptr && delta->received_at == std::chrono::steady_clock::time_point{}) {
    delta->received_at = std::get<answer_delta>(joining).received_at;
  }
}

bool same_request(const server_event& a, const server_event& b) noexcept {
  return a.scope == b.scope || (a.scope && b.scope && a.scope->request == b.scope->request);
}

}  // namespace

bool outbox::append(std::vector<server_event> events) {
  if (empty() && events.size() == 1) {
    // The usual case, a token for a client that waits for nothing, takes no memory of its own.
    bytes_ += event_overhead + text_size(events.front().body);
    waiting_ = std::move(events);
    next_ = 0;
    return full_ = full_ || bytes_ > limits_.bytes || frames() > limits_.frames;
  }
  for (auto& event : events) {
    append_one(std::move(event));
  }
  full_ = full_ || bytes_ > limits_.bytes || frames() > limits_.frames;
  return full_;
}

void outbox::append_one(server_event event) {
  const auto size = text_size(event.body);
  if (auto* text = joinable_text(event)) {
    text->append(*growing_text(event.body));
    keep_older_stamp(waiting_.back().body, event.body);
    waiting_.back().seq = event.seq;
    waiting_.back().at = event.at;
    bytes_ += size;
  } else {
    waiting_.push_back(std::move(event));
    bytes_ += event_overhead + size;
  }
}

std::string* outbox::joinable_text(server_event& event) noexcept {
  if (empty() || growing_text(event.body) == nullptr) {
    return nullptr;
  }
  auto& last = waiting_.back();
  const bool continues = last.body.index() == event.body.index() && same_request(last, event);
  return continues ? growing_text(last.body) : nullptr;
}

std::optional<server_event> outbox::take() {
  assert(taken_bytes_ == 0);
  if (empty()) {
    return std::nullopt;
  }
  std::optional<server_event> event{std::move(waiting_[next_++])};
  taken_bytes_ = event_overhead + text_size(event->body);
  if (empty()) {
    // Most clients have no waiting events most of the time, so this memory is freed.
    std::vector<server_event>{}.swap(waiting_);
    next_ = 0;
  } else if (next_ >= most_shells && next_ * 2 >= waiting_.size()) {
    waiting_.erase(waiting_.begin(), std::next(waiting_.begin(), static_cast<long>(next_)));
    next_ = 0;
  }
  return event;
}

bool outbox::sent() {
  assert(taken_bytes_ <= bytes_);
  bytes_ -= std::exchange(taken_bytes_, 0);
  const bool room_again = full_ && bytes_ <= limits_.bytes / 2 && frames() <= limits_.frames / 2;
  full_ = full_ && !room_again;
  return room_again;
}

void outbox::clear() noexcept {
  std::vector<server_event>{}.swap(waiting_);
  next_ = bytes_ = taken_bytes_ = 0;
  full_ = false;
}

}  // namespace aurawell::net
