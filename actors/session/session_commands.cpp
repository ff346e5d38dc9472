// What clients say to their session.

#include <spdlog/spdlog.h>

#include <algorithm>
#include <caf/all.hpp>

#include "actors/session/session_actor.hpp"
#include "domain/chat/texts.hpp"
#include "domain/random_name.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell::actors {
namespace {

constexpr std::chrono::milliseconds come_back_soon{1'000};

}  // namespace

session_desk::scope_ptr session_state::control_scope(const request_id& id) const {
  return std::make_shared<const request_scope>(
      request_scope{id.empty() ? request_id{random_name("r_")} : id, conversation_});
}

void session_state::on_malformed(const client_link_ptr& link, const aurawell::error& why) {
  link->unread.fetch_sub(1, std::memory_order_relaxed);
  if (link != link_) {
    return;
  }
  const bool too_many = ++link->malformed >= desk_->options().max_protocol_errors;
  auto told = why;
  told.detail = std::string{say(why.code, desk_->lang)} + " (" + why.detail + ")";
  desk_->feed.publish(control_scope({}), connection_fault{std::move(told), std::nullopt, too_many});
  if (too_many) {
    desk_->feed.close(close_code::protocol_errors, "too many protocol errors");
  }
}

/// Also from a connection that has been replaced meanwhile: what its client asked is
/// answered to the one that took over.
void session_state::on_command(const client_link_ptr& link, client_command& command) {
  if (must_wait(command)) {
    postponed_.emplace_back(link, std::move(command));
    return;
  }
  link->unread.fetch_sub(1, std::memory_order_relaxed);
  last_activity_ = std::chrono::system_clock::now();
  std::visit([this](auto& what) { handle(what); }, command);
}

/// What may mean the member that a switch is about, or a question that waits for that.
bool session_state::must_wait(const client_command& command) const {
  if (!switching_) {
    return false;
  }
  if (const auto* cancel = std::get_if<cancel_command>(&command)) {
    return requests_->find(cancel->request) == nullptr &&
           std::any_of(postponed_.begin(), postponed_.end(), [&](const auto& entry) {
             const auto* chat = std::get_if<chat_command>(&entry.second);
             return chat != nullptr && chat->request == cancel->request;
           });
  }
  return !std::holds_alternative<ping_command>(command) &&
         !std::holds_alternative<renew_token_command>(command);
}

bool session_state::refuse_if_unacceptable(const chat_command& command,
                                           const session_desk::scope_ptr& scope) {
  const auto& options = desk_->options();
  if (count_code_points(command.message) > options.max_message_chars) {
    desk_->refuse(
        scope, {{ec::out_of_range, "message is longer than " +
                                       std::to_string(options.max_message_chars) + " characters"},
                std::nullopt});
    return true;
  }
  if (requests_->is_full()) {
    desk_->refuse(scope, {{ec::unavailable, "too many requests of this session are running"},
                          come_back_soon});
    return true;
  }
  const auto now = self_->clock().now();
  auto wait = desk_->shared().by_user->take(desk_->user.value, now);
  if (!wait && !address_.empty()) {
    wait = desk_->shared().by_address->take(address_, now);
  }
  if (wait) {
    desk_->refuse(scope, {{ec::rate_limited, "too many questions in a minute"}, *wait});
    return true;
  }
  return false;
}

void session_state::handle(chat_command& command) {
  if (command.request.empty()) {
    command.request = {random_name("r_")};
  } else if (auto* running = find(command.request)) {
    running->on_asked_again(command);
    return;
  }
  if (command.member.empty()) {
    command.member = active_member_;
  }
  if (command.conversation.empty()) {
    command.conversation =
        conversation_.empty() ? conversation_id{random_name("conv_")} : conversation_;
  }
  const auto scope =
      std::make_shared<const request_scope>(request_scope{command.request, command.conversation});
  if (!refuse_if_unacceptable(command, scope)) {
    conversation_ = command.conversation;
    requests_->begin(std::move(command));
    settle();
  }
}

void session_state::deny(const request_id& id, const refusal& why) {
  const auto scope = control_scope(id);
  spdlog::info("session {}: {} was denied: {} {}", desk_->id.value, scope->request.value,
               to_string(why.what.code), why.what.detail);
  desk_->feed.publish(
      scope, desk_->ending(request_status::error, request_failure{why.what.code, why.retry_after}));
}

void session_state::handle(const switch_member_command& command) {
  if (command.target.value == desk_->user.value) {
    switch_to(command.request, command.target);
    return;
  }
  switching_ = true;
  desk_->ask_member(
      command.target,
      [this, command](const member_access&) {
        switch_to(command.request, command.target);
        go_on();
      },
      [this, command](const refusal& why) {
        deny(command.request, why);
        go_on();
      });
}

/// Takes up what was said while a switch was being looked at.
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
  desk_->say(control_scope(id), request_status::done, phrase::member_switched,
             member_switched{active_member_});
}

void session_state::handle(const get_status_command& command) {
  session_report report;
  report.connected_at = connected_at_;
  report.last_activity = last_activity_;
  report.active_member = active_member_;
  report.conversation = conversation_;
  report.connected_users = desk_->shared().census->now().users;
  report.degraded = desk_->shared().database->read().degraded;
  requests_->for_each([&](const session_request& one) { report.in_flight.push_back(one.id()); });
  desk_->say(control_scope(command.request), request_status::done, phrase::status_report,
             std::move(report));
}

void session_state::handle(const cancel_command& command) {
  auto* target = find(command.request);
  if (target == nullptr || target->is_ending()) {
    const auto told = std::string{say(ec::request_not_found, desk_->lang)};
    desk_->feed.publish(control_scope(command.request),
                        connection_fault{{ec::request_not_found, told}, std::nullopt, false});
    return;
  }
  target->cancel();
}

void session_state::handle(const renew_token_command& command) {
  if (command.refused) {
    deny(command.request, {*command.refused, std::nullopt});
  } else {
    desk_->say(control_scope(command.request), request_status::done, phrase::token_renewed,
               token_renewed{command.expires_at});
  }
}

void session_state::handle(const ping_command& command) {
  desk_->feed.send_aside(pong{command.data_json});
}

}  // namespace aurawell::actors
