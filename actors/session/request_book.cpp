#include "actors/session/request_book.hpp"

#include <algorithm>
#include <utility>

namespace aurawell::actors {

bool request_book::is_full() const noexcept {
  const auto& options = desk_.options();
  return requests_.size() >= options.max_inflight + options.max_waiting;
}

session_request* request_book::find(ticket number) const {
  const auto found = requests_.find(number);
  return found == requests_.end() ? nullptr : found->second.get();
}

session_request* request_book::find(const request_id& id) const {
  const auto found = std::find_if(requests_.begin(), requests_.end(),
                                  [&](const auto& entry) { return entry.second->id() == id; });
  return found == requests_.end() ? nullptr : found->second.get();
}

void request_book::for_each(const std::function<void(session_request&)>& call) const {
  std::vector<ticket> numbers;
  for (const auto& [number, request] : requests_) {
    numbers.push_back(number);
  }
  for (const auto number : numbers) {
    if (auto* still = find(number)) {
      call(*still);
    }
  }
}

session_request& request_book::add(chat_command asked) {
  const auto number = ++last_;
  auto fresh = std::make_unique<session_request>(desk_, *this, number, std::move(asked));
  return *requests_.emplace(number, std::move(fresh)).first->second;
}

void request_book::begin(chat_command asked) {
  add(std::move(asked)).begin();
}

void request_book::look_after(const stored_exchange& exchange) {
  chat_command again;
  again.kind = exchange.kind;
  again.request = exchange.request;
  again.conversation = exchange.conversation;
  again.member = exchange.member;
  again.message = exchange.question;
  auto& added = add(std::move(again));
  added.only_look();
  added.begin();
}

std::size_t request_book::count_running() const {
  return static_cast<std::size_t>(
      std::count_if(requests_.begin(), requests_.end(),
                    [](const auto& entry) { return entry.second->is_running(); }));
}

session_request* request_book::next_held() const {
  const auto found = std::find_if(requests_.begin(), requests_.end(),
                                  [](const auto& entry) { return entry.second->is_held(); });
  return found == requests_.end() ? nullptr : found->second.get();
}

void request_book::hold(ticket number) {
  serve_held();
  auto* held = find(number);
  if (held == nullptr || !held->is_held()) {
    return;
  }
  const auto place = std::count_if(requests_.begin(), requests_.end(), [&](const auto& entry) {
    return entry.second->is_held() && entry.first <= number;
  });
  held->say_queued(static_cast<std::uint32_t>(place));
}

void request_book::serve_held() {
  while (count_running() < desk_.options().max_inflight) {
    auto* next = next_held();
    if (next == nullptr) {
      return;
    }
    next->ask_pool();
  }
}

void request_book::forget(ticket number) {
  requests_.erase(number);
  serve_held();
  if (requests_.empty()) {
    on_empty_();
  }
}

}  // namespace aurawell::actors
