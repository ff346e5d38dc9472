// What clients say to their session.

#include <algorithm>
#include <caf/all.hpp>

#include "actors/directory.hpp"
#include "actors/session_actor.hpp"
#include "domain/random_name.hpp"
#include "domain/texts.hpp"
#include "domain/utf8.hpp"

namespace aurawell::actors {
namespace {

constexpr std::chrono::milliseconds come_back_soon{1'000};

std::string phrase_text(phrase what, language lang) {
  return std::string{say(what, lang)};
}

}  // namespace

void session_state::on_malformed(const client_link_ptr& link, const aurawell::error& why) {
  link->unread.fetch_sub(1, std::memory_order_relaxed);
  if (link != link_) {
    return;
  }
  ++protocol_errors_;
  const bool too_many = protocol_errors_ >= shared_->options.max_protocol_errors;
  auto told = why;
  told.detail = std::string{say(why.code, lang_)} + " (" + why.detail + ")";
  feed_->publish(control_scope({}), connection_fault{std::move(told), std::nullopt, too_many});
  if (too_many) {
    feed_->close(close_code::protocol_errors, "too many protocol errors");
  }
}

/// Also from a connection that has been replaced meanwhile: what its client asked is
/// answered to the one that took over.
void session_state::on_command(const client_link_ptr& link, client_command& command) {
  if (switching_) {
    // It may mean the member that the switch is about. It still counts as unread, which is
    // the bound of this queue.
    postponed_.emplace_back(link, std::move(command));
    return;
  }
  link->unread.fetch_sub(1, std::memory_order_relaxed);
  last_activity_ = std::chrono::system_clock::now();
  std::visit([this](auto& what) { handle(what); }, command);
}

bool session_state::refuse_if_unacceptable(const chat_command& command,
                                           const std::shared_ptr<const request_scope>& scope) {
  const auto& options = shared_->options;
  if (count_code_points(command.message) > options.max_message_chars) {
    say_failure(scope,
                {{ec::out_of_range, "message is longer than " +
                                        std::to_string(options.max_message_chars) + " characters"},
                 std::nullopt});
    return true;
  }
  if (requests_.size() >= options.max_inflight + options.max_waiting) {
    say_failure(scope, {{ec::unavailable, "too many requests of this session are running"},
                        come_back_soon});
    return true;
  }
  const auto now = self_->clock().now();
  auto wait = shared_->by_user->take(user_.value, now);
  if (!wait && !address_.empty()) {
    wait = shared_->by_address->take(address_, now);
  }
  if (wait) {
    say_failure(scope, {{ec::rate_limited, "too many questions in a minute"}, *wait});
    return true;
  }
  return false;
}

void session_state::handle(chat_command& command) {
  if (command.request.empty()) {
    command.request = {random_name("r_")};
  } else if (find(command.request) != nullptr) {
    // The same request again: its events are already on their way.
    return;
  }
  if (command.member.empty()) {
    command.member = active_member_;
  }
  if (command.conversation.empty()) {
    command.conversation =
        conversation_.empty() ? conversation_id{random_name("conv_")} : conversation_;
  }
  auto scope =
      std::make_shared<const request_scope>(request_scope{command.request, command.conversation});
  if (refuse_if_unacceptable(command, scope)) {
    return;
  }
  conversation_ = command.conversation;
  request fresh;
  fresh.scope = std::move(scope);
  fresh.key = {user_, command.member, command.conversation};
  fresh.wants_reasoning = command.wants_reasoning;
  fresh.asked = std::move(command);
  requests_.emplace(++last_ticket_, std::move(fresh));
  begin(last_ticket_);
}

void session_state::handle(const switch_member_command& command) {
  if (command.target.value == user_.value) {
    switch_to(command.request, command.target);
    return;
  }
  switching_ = true;
  ask_member(
      command.target,
      [this, command](const member_access&) {
        switch_to(command.request, command.target);
        go_on();
      },
      [this, command](const refusal& why) {
        say_failure(control_scope(command.request), why);
        go_on();
      });
}

void session_state::go_on() {
  switching_ = false;
  auto waiting = std::exchange(postponed_, {});
  for (auto& [link, command] : waiting) {
    on_command(link, command);
  }
}

void session_state::switch_to(const request_id& id, const member_id& target) {
  active_member_ = target;
  // A conversation belongs to one member; the next question opens another.
  conversation_ = {};
  say_status(control_scope(id), request_status::done, phrase_text(phrase::member_switched, lang_),
             member_switched{active_member_});
}

void session_state::handle(const get_status_command& command) {
  session_report report;
  report.connected_at = connected_at_;
  report.last_activity = last_activity_;
  report.active_member = active_member_;
  report.conversation = conversation_;
  report.connected_users = shared_->census->now().users;
  report.degraded = shared_->database->read().degraded;
  for (const auto& [number, running] : requests_) {
    report.in_flight.push_back(running.scope->request);
  }
  say_status(control_scope(command.request), request_status::done,
             phrase_text(phrase::status_report, lang_), std::move(report));
}

void session_state::handle(const cancel_command& command) {
  auto* target = find(command.request);
  if (target == nullptr || target->at == stage::storing_answer) {
    const auto told = std::string{say(ec::request_not_found, lang_)};
    feed_->publish(control_scope(command.request),
                   connection_fault{{ec::request_not_found, told}, std::nullopt, false});
    return;
  }
  cancel(*target);
}

void session_state::on_cancel(const request_id& id) {
  if (auto* target = find(id)) {
    cancel(*target);
  }
}

void session_state::cancel(request& target) {
  const auto number = std::find_if(requests_.begin(), requests_.end(), [&](const auto& entry) {
                        return &entry.second == &target;
                      })->first;
  if (target.at == stage::following) {
    self_->send(target.answered_by, cancel_atom::value, target.scope->request);
    return;
  }
  target.cancelled_at = target.cancelled_at.value_or(self_->clock().now());
  if (target.at == stage::held) {
    conclude_cancelled(number);
  } else if (target.stream) {
    self_->send(target.stream, cancel_atom::value, *target.cancelled_at);
  } else if (const auto pool = pool_for(self_->system(), target.asked.kind);
             pool && target.at == stage::waiting) {
    self_->send(pool, drop_atom::value, session_actor{self_}, number);
  }
}

void session_state::handle(const renew_token_command& command) {
  const auto scope = control_scope(command.request);
  if (command.refused) {
    say_failure(scope, {*command.refused, std::nullopt});
  } else {
    say_status(scope, request_status::done, phrase_text(phrase::token_renewed, lang_),
               token_renewed{command.expires_at});
  }
}

void session_state::handle(const ping_command& command) {
  feed_->send_aside(pong{command.data_json});
}

}  // namespace aurawell::actors
