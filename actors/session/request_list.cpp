#include "actors/session/request_list.hpp"

#include <algorithm>
#include <caf/all.hpp>
#include <utility>

namespace aurawell::actors {
namespace {

using time_point = wake_up::time_point;

/// Sessions save what they stream at the same moments, so that the store commits it together.
constexpr std::chrono::milliseconds save_grid{100};

/// At most `interval` from now.
time_point next_save(time_point now, std::chrono::milliseconds interval) {
  const auto latest = now + interval;
  return interval < save_grid ? latest : latest - latest.time_since_epoch() % save_grid;
}

}  // namespace

request_list::request_list(session_context& context, std::function<void()> on_change)
    : context_{context}, on_change_{std::move(on_change)} {
  saving_.start(context_.self, [this] { save_progress(); });
  release_.start(context_.self, [this] { context_.feed.release(); });
  looking_.start(context_.self,
                 [this] { for_each([](session_request& one) { one.look_elsewhere(); }); });
}

bool request_list::is_full() const noexcept {
  return requests_.size() >= context_.options().max_inflight + context_.options().max_waiting;
}

std::shared_ptr<session_request> request_list::find(ticket number) const {
  const auto found = std::find_if(requests_.begin(), requests_.end(),
                                  [&](const auto& one) { return one->number() == number; });
  return found == requests_.end() ? nullptr : *found;
}

std::shared_ptr<session_request> request_list::find(const request_id& id) const {
  const auto found = std::find_if(requests_.begin(), requests_.end(),
                                  [&](const auto& one) { return one->id() == id; });
  return found == requests_.end() ? nullptr : *found;
}

void request_list::for_each(const std::function<void(session_request&)>& call) const {
  for (const auto& request : std::vector{requests_}) {
    // An earlier call may have finished it.
    if (std::find(requests_.begin(), requests_.end(), request) != requests_.end()) {
      call(*request);
    }
  }
}

void request_list::start_former(const stored_exchange& exchange) {
  chat_command asked;
  asked.kind = exchange.kind;
  asked.request = exchange.request;
  asked.conversation = exchange.conversation;
  asked.member = exchange.member;
  asked.message = exchange.question;
  start(std::move(asked), true);
}

void request_list::start(chat_command asked, bool is_former) {
  const auto request = std::make_shared<session_request>(context_, *this, ++last_number_,
                                                         std::move(asked), is_former);
  requests_.push_back(request);
  on_change_();
  request->start();
}

bool request_list::cancel(const request_id& id) {
  const auto request = find(id);
  const bool is_open = request && !request->is_decided();
  if (is_open) {
    request->cancel();
  }
  return is_open;
}

std::uint32_t request_list::place_of(const session_request& request) const {
  const auto place = std::count_if(requests_.begin(), requests_.end(), [&](const auto& one) {
    return one->is_held() && one->number() <= request.number();
  });
  return static_cast<std::uint32_t>(place);
}

void request_list::run_held() {
  const auto count_running = [this] {
    return std::count_if(requests_.begin(), requests_.end(),
                         [](const auto& one) { return one->is_running(); });
  };
  while (count_running() < context_.options().max_inflight) {
    const auto next = std::find_if(requests_.begin(), requests_.end(),
                                   [](const auto& one) { return one->is_held(); });
    if (next == requests_.end()) {
      return;
    }
    // Its own, because it may finish and leave the list.
    const auto request = *next;
    request->run();
  }
}

void request_list::on_finished(const session_request& request) {
  std::erase_if(requests_, [&](const auto& one) { return one.get() == &request; });
  run_held();
  on_change_();
}

void request_list::on_tokens(ticket number, const completion_batch& batch) {
  const auto request = find(number);
  if (!request) {
    return;
  }
  request->on_tokens(batch);
  const auto now = context_.self->clock().now();
  saving_.at(next_save(now, context_.options().save_interval));
  if (context_.options().rollup_delay.count() > 0) {
    release_.at(now + context_.options().rollup_delay);
  }
}

void request_list::save_progress() {
  bool is_streaming = false;
  for_each([&](session_request& one) { is_streaming = one.save_progress() || is_streaming; });
  if (is_streaming) {
    saving_.at(next_save(context_.self->clock().now(), context_.options().save_interval));
  }
}

/// The other process stores its text no more often.
void request_list::look_elsewhere_later() {
  looking_.at(context_.self->clock().now() + context_.options().save_interval);
}

void request_list::on_follow(const request_id& id, const caf::strong_actor_ptr& session,
                             ticket number) {
  const auto follower = caf::actor_cast<session_actor>(session);
  if (const auto request = find(id)) {
    request->on_follow(follower, number);
  } else {
    context_.self->send(follower, unknown_atom::value, number);
  }
}

void request_list::on_unfollow(const request_id& id, const caf::strong_actor_ptr& session,
                               ticket number) {
  if (const auto request = find(id)) {
    request->on_unfollow(caf::actor_cast<session_actor>(session), number);
    cancel_unfollowed();
  }
}

void request_list::on_down(const caf::actor_addr& actor) {
  context_.watched.on_down(actor);
  for_each([&](session_request& one) { one.on_down(actor); });
  cancel_unfollowed();
}

void request_list::on_client_lost() {
  is_client_lost_ = true;
  cancel_unfollowed();
}

void request_list::cancel_unfollowed() {
  if (is_client_lost_ && context_.options().on_expiry == expiry::cancel_answers) {
    for_each([](session_request& one) { one.on_client_lost(); });
  }
}

}  // namespace aurawell::actors
