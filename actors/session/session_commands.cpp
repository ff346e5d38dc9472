#include "actors/session/session_commands.hpp"

#include <algorithm>
#include <caf/all.hpp>

#include "domain/log/log.hpp"
#include "domain/random_name.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell::actors {

session_commands::session_commands(session_context& context, request_list& requests,
                                   const session_connection& connection)
    : context_{context}, requests_{requests}, connection_{connection} {}

void session_commands::on_attach(const connect_request& client) {
  if (active_member_.empty()) {
    active_member_ = client.member.empty() ? member_id{client.user.value} : client.member;
  }
  last_activity_ = std::chrono::system_clock::now();
}

session_context::scope_ptr session_commands::control_scope(const request_id& id) const {
  return std::make_shared<const request_scope>(
      request_scope{id.empty() ? request_id{random_name("r_")} : id, conversation_});
}

void session_commands::on_malformed(const client_link_ptr& link, const aurawell::error& reason) {
  link->unread.fetch_sub(1, std::memory_order_relaxed);
  if (!connection_.is_current(link)) {
    return;
  }
  const bool too_many = ++link->malformed >= context_.options().max_protocol_errors;
  auto told = reason;
  told.detail = std::string{say(reason.code, context_.lang)} + " (" + reason.detail + ")";
  context_.feed.publish(control_scope({}),
                        connection_fault{std::move(told), std::nullopt, too_many});
  if (too_many) {
    context_.feed.close(close_code::protocol_errors, "too many protocol errors");
  }
}

void session_commands::on_command(const client_link_ptr& link, client_command& command) {
  if (must_wait(command)) {
    postponed_.emplace_back(link, std::move(command));
    return;
  }
  last_activity_ = std::chrono::system_clock::now();
  std::visit([this](auto& one) { handle(one); }, command);
  // Not before a request that it starts has marked the connection as busy.
  link->unread.fetch_sub(1, std::memory_order_release);
}

/// What may mean the member of a switch that is not decided, or a question that waits for it.
bool session_commands::must_wait(const client_command& command) const {
  if (!is_switching_) {
    return false;
  }
  if (const auto* cancel = std::get_if<cancel_command>(&command)) {
    return !requests_.find(cancel->request) &&
           std::any_of(postponed_.begin(), postponed_.end(), [&](const auto& entry) {
             const auto* chat = std::get_if<chat_command>(&entry.second);
             return chat != nullptr && chat->request == cancel->request;
           });
  }
  return !std::holds_alternative<ping_command>(command) &&
         !std::holds_alternative<renew_token_command>(command);
}

std::optional<refusal> session_commands::find_refusal(const chat_command& command) {
  if (const auto wait = context_.shared().gate->closed()) {
    return refusal{{ec::unavailable, "the server is stopping"}, *wait};
  }
  const auto most_chars = context_.options().max_message_chars;
  if (count_code_points(command.message) > most_chars) {
    return refusal{
        {ec::out_of_range, "message is longer than " + std::to_string(most_chars) + " characters"},
        std::nullopt};
  }
  if (requests_.is_full()) {
    return refusal{{ec::unavailable, "too many requests of this session are running"},
                   std::chrono::milliseconds{1'000}};
  }
  const auto now = context_.self->clock().now();
  auto wait = context_.shared().by_user->take(context_.user.value, now);
  if (!wait && !context_.address.empty()) {
    wait = context_.shared().by_address->take(context_.address, now);
  }
  if (wait) {
    return refusal{{ec::rate_limited, "too many questions in a minute"}, *wait};
  }
  return std::nullopt;
}

void session_commands::handle(chat_command& command) {
  if (command.request.empty()) {
    command.request = {random_name("r_")};
  } else if (const auto known = requests_.find(command.request)) {
    known->on_asked_again(command);
    return;
  }
  if (command.member.empty()) {
    command.member = active_member_;
  }
  if (command.conversation.empty()) {
    command.conversation =
        conversation_.empty() ? conversation_id{random_name("conv_")} : conversation_;
  }
  if (const auto reason = find_refusal(command)) {
    context_.refuse(
        std::make_shared<const request_scope>(request_scope{command.request, command.conversation,
                                                            context_.trace_of(command.trace).id()}),
        *reason);
  } else {
    conversation_ = command.conversation;
    requests_.start(std::move(command));
  }
}

void session_commands::deny(const request_id& id, const refusal& reason) {
  const auto scope = control_scope(id);
  logging::info("command.denied", {{"session", context_.id},
                                   {"request", scope->request},
                                   {"code", to_string(reason.cause.code)},
                                   {"detail", reason.cause.detail}});
  context_.feed.publish(
      scope, context_.terminal_status(request_status::error,
                                      request_failure{reason.cause.code, reason.retry_after}));
}

void session_commands::handle(const switch_member_command& command) {
  if (command.target.value == context_.user.value) {
    switch_to(command.request, command.target);
    return;
  }
  is_switching_ = true;
  context_.ask_store(
      access_atom::value, context_.wish_for(command.target),
      [this, command](const member_access&) {
        switch_to(command.request, command.target);
        resume_after_switch();
      },
      [this, command](const refusal& reason) {
        deny(command.request, reason);
        resume_after_switch();
      });
}

void session_commands::resume_after_switch() {
  is_switching_ = false;
  auto waiting = std::exchange(postponed_, {});
  for (auto& [link, command] : waiting) {
    on_command(link, command);
  }
}

void session_commands::switch_to(const request_id& id, const member_id& target) {
  active_member_ = target;
  // A conversation belongs to one member; the next question opens another.
  conversation_ = {};
  context_.publish_status(control_scope(id), request_status::done, phrase::member_switched,
                          member_switched{active_member_});
}

void session_commands::handle(const get_status_command& command) {
  session_report report;
  report.connected_at = connection_.attached_at();
  report.last_activity = last_activity_;
  report.active_member = active_member_;
  report.conversation = conversation_;
  report.connected_users = context_.shared().census->now().users;
  report.degraded = context_.shared().database->read().degraded;
  requests_.for_each([&](const session_request& one) { report.in_flight.push_back(one.id()); });
  context_.publish_status(control_scope(command.request), request_status::done,
                          phrase::status_report, std::move(report));
}

void session_commands::handle(const cancel_command& command) {
  if (!requests_.cancel(command.request)) {
    const auto told = std::string{say(ec::request_not_found, context_.lang)};
    context_.feed.publish(control_scope(command.request),
                          connection_fault{{ec::request_not_found, told}, std::nullopt, false});
  }
}

void session_commands::handle(const renew_token_command& command) {
  if (command.refused) {
    deny(command.request, {*command.refused, std::nullopt});
  } else {
    context_.publish_status(control_scope(command.request), request_status::done,
                            phrase::token_renewed, token_renewed{command.expires_at});
  }
}

void session_commands::handle(const ping_command& command) {
  context_.feed.send_aside(pong{command.data_json});
}

}  // namespace aurawell::actors
