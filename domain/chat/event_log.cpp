#include "domain/chat/event_log.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

namespace aurawell {
namespace {

/// A run ends at the first of these limits; at most this much more than necessary is dropped.
constexpr std::size_t most_run_text = 4 * 1024;
constexpr std::size_t most_run_pieces = 1024;

/// The text that later events of the same kind are appended to.
std::string* growing_text(event_body& body, bool of_answer) noexcept {
  if (of_answer) {
    auto* answer = std::get_if<answer_delta>(&body);
    return answer != nullptr ? &answer->text : nullptr;
  }
  auto* reasoning = std::get_if<reasoning_delta>(&body);
  return reasoning != nullptr ? &reasoning->text : nullptr;
}

}  // namespace

std::size_t event_log::run::cost(std::size_t from, std::size_t to) const noexcept {
  const std::size_t own = from == 0 ? sizeof(run) : 0;
  if (event) {
    return own + sizeof(server_event);
  }
  const std::size_t text = repeats ? 0 : ends[to - 1] - begin_of(from);
  return own + (to - from) * sizeof(std::uint32_t) + text;
}

const std::deque<event_log::run>& event_log::runs() const noexcept {
  static const std::deque<run> none;
  return runs_ ? *runs_ : none;
}

const event_log::open_request* event_log::find(const request_id& request) const noexcept {
  const auto found = std::find_if(open_.begin(), open_.end(), [&](const open_request& one) {
    return one.answer->scope->request == request;
  });
  return found == open_.end() ? nullptr : &*found;
}

event_log::open_request& event_log::open(const scope_ptr& scope) {
  const auto found = std::find_if(open_.begin(), open_.end(), [&](const open_request& one) {
    const auto& known = one.answer->scope;
    return known == scope || known->request == scope->request;
  });
  if (found != open_.end()) {
    return *found;
  }
  open_request fresh{std::make_shared<text_source>(), std::make_shared<text_source>()};
  fresh.answer->scope = fresh.reasoning->scope = scope;
  fresh.reasoning->of = kind::reasoning;
  return open_.emplace_back(std::move(fresh));
}

event_seq event_log::add_run(run fresh) {
  fresh.first = ++last_;
  held_bytes_ += fresh.cost(0, fresh.size());
  if (!runs_) {
    runs_ = std::make_unique<std::deque<run>>();
  }
  runs_->push_back(std::move(fresh));
  return last_;
}

event_seq event_log::append(server_event event) {
  assert(!std::holds_alternative<answer_delta>(event.body) &&
         !std::holds_alternative<reasoning_delta>(event.body));
  event.seq = last_ + 1;
  run fresh;
  fresh.at = event.at;
  fresh.event = std::make_unique<const server_event>(std::move(event));
  return add_run(std::move(fresh));
}

bool event_log::joins_last(const source_ptr& source) const noexcept {
  if (runs().empty()) {
    return false;
  }
  const auto& newest = runs().back();
  return newest.source == source && !newest.snapshot && newest.size() < most_run_pieces &&
         newest.ends.back() - newest.begin < most_run_text;
}

event_seq event_log::append_piece(const source_ptr& source, wall_time at, std::string_view text) {
  assert(!source->sealed);
  const auto begin = static_cast<std::uint32_t>(source->text->size());
  source->text->append(text);
  const auto end = static_cast<std::uint32_t>(source->text->size());
  if (joins_last(source)) {
    auto& newest = runs_->back();
    newest.at = at;
    newest.ends.push_back(end);
    held_bytes_ += newest.cost(newest.size() - 1, newest.size());
    return ++last_;
  }
  run fresh;
  fresh.at = at;
  fresh.source = source;
  fresh.begin = begin;
  fresh.ends = {end};
  return add_run(std::move(fresh));
}

event_seq event_log::append_delta(const scope_ptr& scope, wall_time at, std::string_view text) {
  return append_piece(open(scope).answer, at, text);
}

event_seq event_log::append_reasoning(const scope_ptr& scope, wall_time at, std::string_view text) {
  return append_piece(open(scope).reasoning, at, text);
}

event_seq event_log::add_snapshot(const source_ptr& source, wall_time at, bool repeats) {
  run fresh;
  fresh.at = at;
  fresh.source = source;
  fresh.snapshot = true;
  fresh.repeats = repeats;
  fresh.ends = {static_cast<std::uint32_t>(source->text->size())};
  return add_run(std::move(fresh));
}

event_seq event_log::append_snapshot(const scope_ptr& scope, wall_time at) {
  return add_snapshot(open(scope).answer, at, true);
}

event_seq event_log::replace_answer(const scope_ptr& scope, wall_time at, std::string_view text) {
  auto fresh = std::make_shared<text_source>();
  fresh->scope = scope;
  fresh->text->assign(text);
  open(scope).answer = fresh;
  return add_snapshot(fresh, at, false);
}

std::string_view event_log::answer_so_far(const request_id& request) const noexcept {
  const auto* found = find(request);
  return found == nullptr ? std::string_view{} : std::string_view{*found->answer->text};
}

std::shared_ptr<const std::string> event_log::seal_answer(const request_id& request) {
  const auto* found = find(request);
  if (found == nullptr) {
    return std::make_shared<const std::string>();
  }
  found->answer->sealed = found->reasoning->sealed = true;
  return found->answer->text;
}

void event_log::close_answer(const request_id& request) {
  std::erase_if(open_,
                [&](const open_request& one) { return one.answer->scope->request == request; });
}

std::deque<event_log::run>::const_iterator event_log::run_of(event_seq seq) const noexcept {
  const auto behind = std::upper_bound(runs().begin(), runs().end(), seq,
                                       [](event_seq at, const run& one) { return at < one.first; });
  return behind == runs().begin() ? behind : std::prev(behind);
}

std::size_t event_log::bytes_after(event_seq after) const noexcept {
  std::size_t bytes = 0;
  for (auto at = run_of(after + 1); after < last_ && at != runs().end(); ++at) {
    const auto from = after < at->first ? 0 : after + 1 - at->first;
    bytes += at->cost(from, at->size());
  }
  return bytes;
}

void event_log::add_text(const run& from, std::string_view text, log_page& page) {
  const bool of_answer = from.source->of == kind::answer;
  const auto& scope = from.source->scope;
  const bool may_join = !from.snapshot && !page.events.empty() && page.events.back().scope == scope;
  if (auto* before = may_join ? growing_text(page.events.back().body, of_answer) : nullptr) {
    before->append(text);
    page.events.back().seq = page.position;
    page.events.back().at = from.at;
    return;
  }
  if (of_answer) {
    page.events.push_back(
        {page.position, from.at, scope, answer_delta{std::string{text}, from.snapshot}});
  } else {
    page.events.push_back({page.position, from.at, scope, reasoning_delta{std::string{text}}});
  }
}

bool event_log::take(const run& from, std::size_t max_text, std::size_t& text, log_page& page) {
  const auto piece = static_cast<std::size_t>(page.position + 1 - from.first);
  if (from.event) {
    page.events.push_back(*from.event);
    page.bytes += from.cost(0, 1);
    ++page.position;
    return true;
  }
  const auto begin = from.begin_of(piece);
  const auto room = max_text - std::min(max_text, text);
  const auto first = from.ends.begin() + static_cast<std::ptrdiff_t>(piece);
  auto behind =
      std::upper_bound(first, from.ends.end(), room,
                       [&](std::size_t most, std::uint32_t end) { return most < end - begin; });
  if (behind == first && !page.events.empty()) {
    return false;
  }
  behind = std::max(behind, std::next(first));
  const auto to = static_cast<std::size_t>(behind - from.ends.begin());
  const auto taken = std::string_view{*from.source->text}.substr(begin, from.ends[to - 1] - begin);
  text += taken.size();
  page.bytes += from.cost(piece, to);
  page.position += to - piece;
  add_text(from, taken, page);
  return to == from.size();
}

log_page event_log::read(event_seq after, std::size_t max_text) const {
  log_page page;
  page.complete = covers(after);
  page.position = std::clamp(after, first_ - 1, last_);
  std::size_t text = 0;
  auto at = run_of(page.position + 1);
  while (page.position < last_ && text <= max_text && take(*at, max_text, text, page)) {
    ++at;
  }
  return page;
}

void event_log::trim(std::size_t max_bytes) {
  while (held_bytes_ > max_bytes && !runs().empty()) {
    const auto& oldest = runs_->front();
    held_bytes_ -= oldest.cost(0, oldest.size());
    first_ += oldest.size();
    runs_->pop_front();
  }
}

}  // namespace aurawell
