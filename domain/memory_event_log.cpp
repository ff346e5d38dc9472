#include "domain/memory_event_log.hpp"

#include <algorithm>

namespace aurawell {
namespace {

/// Text that an event owns; only these two can be long.
std::size_t own_text_bytes(const server_event& event) noexcept {
  if (const auto* answer = std::get_if<answer_delta>(&event.body)) {
    return answer->text.size();
  }
  const auto* reasoning = std::get_if<reasoning_delta>(&event.body);
  return reasoning != nullptr ? reasoning->text.size() : 0;
}

}  // namespace

std::shared_ptr<memory_event_log::answer> memory_event_log::open_answer(
    const std::shared_ptr<const request_scope>& scope) {
  const auto found = std::find_if(open_answers_.begin(), open_answers_.end(), [&](const auto& a) {
    return a->scope->request == scope->request;
  });
  if (found != open_answers_.end()) {
    return *found;
  }
  auto fresh = std::make_shared<answer>();
  fresh->scope = scope;
  return open_answers_.emplace_back(std::move(fresh));
}

event_seq memory_event_log::append(server_event event) {
  event.seq = last() + 1;
  entry fresh;
  fresh.at = event.at;
  fresh.event = std::make_unique<const server_event>(std::move(event));
  held_bytes_ += sizeof(entry) + sizeof(server_event) + own_text_bytes(*fresh.event);
  entries_.push_back(std::move(fresh));
  return last();
}

event_seq memory_event_log::append_delta(const std::shared_ptr<const request_scope>& scope,
                                         wall_time at, std::string_view text) {
  return append_range(scope, at, text, false);
}

event_seq memory_event_log::append_snapshot(const std::shared_ptr<const request_scope>& scope,
                                            wall_time at, std::string_view text) {
  return append_range(scope, at, text, true);
}

event_seq memory_event_log::append_range(const std::shared_ptr<const request_scope>& scope,
                                         wall_time at, std::string_view text, bool snapshot) {
  const auto target = open_answer(scope);
  entry fresh;
  fresh.at = at;
  fresh.of = target;
  fresh.snapshot = snapshot;
  fresh.begin = snapshot ? 0 : static_cast<std::uint32_t>(target->text->size());
  target->text->append(text);
  fresh.end = static_cast<std::uint32_t>(target->text->size());
  ++target->kept_deltas;
  entries_.push_back(std::move(fresh));
  held_bytes_ += sizeof(entry) + text.size();
  return last();
}

std::string_view memory_event_log::answer_so_far(const request_id& request) const noexcept {
  const auto found = std::find_if(open_answers_.begin(), open_answers_.end(),
                                  [&](const auto& a) { return a->scope->request == request; });
  return found == open_answers_.end() ? std::string_view{} : std::string_view{*(*found)->text};
}

std::size_t memory_event_log::text_bytes(const entry& of) noexcept {
  return of.event ? own_text_bytes(*of.event) : of.end - of.begin;
}

std::size_t memory_event_log::bytes_after(event_seq after) const noexcept {
  std::size_t bytes = 0;
  for (auto at = after + 1 - first_; at < entries_.size(); ++at) {
    bytes += text_bytes(entries_[at]);
  }
  return bytes;
}

std::shared_ptr<const std::string> memory_event_log::seal_answer(const request_id& request) {
  const auto found = std::find_if(open_answers_.begin(), open_answers_.end(),
                                  [&](const auto& a) { return a->scope->request == request; });
  if (found == open_answers_.end()) {
    return std::make_shared<const std::string>();
  }
  const auto sealed = *found;
  open_answers_.erase(found);
  sealed->sealed = true;
  if (sealed->kept_deltas == 0) {
    held_bytes_ -= sealed->text->size();
  }
  return sealed->text;
}

bool memory_event_log::continues(const server_event& event, const entry& next) {
  return next.of && !next.snapshot && std::holds_alternative<answer_delta>(event.body) &&
         event.scope == next.of->scope;
}

log_page memory_event_log::read(event_seq after, std::size_t max_bytes) const {
  log_page page;
  page.complete = covers(after);
  page.position = std::clamp(after, first_ - 1, last());
  for (auto at = page.position + 1 - first_; at < entries_.size(); ++at) {
    const auto& next = entries_[at];
    const std::size_t size = text_bytes(next);
    if (!page.events.empty() && page.bytes + size > max_bytes) {
      break;
    }
    page.bytes += size;
    ++page.position;
    if (next.event) {
      page.events.push_back(*next.event);
      continue;
    }
    const auto text = std::string_view{*next.of->text}.substr(next.begin, size);
    if (!page.events.empty() && continues(page.events.back(), next)) {
      std::get<answer_delta>(page.events.back().body).text.append(text);
      page.events.back().seq = page.position;
    } else {
      page.events.push_back(
          {page.position, next.at, next.of->scope, answer_delta{std::string{text}, next.snapshot}});
    }
  }
  return page;
}

void memory_event_log::forget_oldest() {
  const auto& oldest = entries_.front();
  held_bytes_ -= sizeof(entry);
  if (oldest.event) {
    held_bytes_ -= sizeof(server_event) + own_text_bytes(*oldest.event);
  } else if (--oldest.of->kept_deltas == 0 && oldest.of->sealed) {
    held_bytes_ -= oldest.of->text->size();
  }
  entries_.pop_front();
  ++first_;
}

void memory_event_log::trim(std::size_t max_bytes) {
  while (held_bytes_ > max_bytes && !entries_.empty()) {
    forget_oldest();
  }
}

}  // namespace aurawell
