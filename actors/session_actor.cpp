#include "actors/session_actor.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <caf/all.hpp>

#include "actors/directory.hpp"
#include "domain/memory_event_log.hpp"
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

session_state::~session_state() {
  if (shared_) {
    shared_->alive->fetch_sub(1);
  }
}

void session_state::start(self_pointer owner, std::shared_ptr<const session_environment> shared,
                          std::shared_ptr<std::atomic<std::uint32_t>> unread) {
  self_ = owner;
  shared_ = std::move(shared);
  shared_->alive->fetch_add(1);
  unread_ = std::move(unread);
  feed_ = std::make_unique<session_feed>(
      std::make_unique<memory_event_log>(),
      session_feed::bounds{shared_->options.log_bytes, shared_->options.page_bytes});
  id_ = {random_name("s_")};
  epoch_ = random_name("");
}

void session_state::on_attach(const connect_request& who, std::shared_ptr<client_channel> channel) {
  user_ = who.user;
  lang_ = who.lang;
  active_member_ = {who.user.value};
  connected_at_ = last_activity_ = std::chrono::system_clock::now();
  feed_->attach(std::move(channel), feed_->last());
  connection_established hello;
  hello.message = phrase_text(phrase::welcome, lang_);
  hello.heartbeat_interval = shared_->options.heartbeat_interval;
  hello.user = user_;
  hello.connection = who.connection;
  hello.session = id_;
  hello.epoch = epoch_;
  hello.position = feed_->last();
  feed_->send_aside(std::move(hello));
}

void session_state::on_closed() {
  feed_->detach();
  quit_when_unneeded();
}

void session_state::on_room() {
  feed_->on_room();
}

void session_state::on_malformed(const aurawell::error& why) {
  unread_->fetch_sub(1, std::memory_order_relaxed);
  ++protocol_errors_;
  const bool too_many = protocol_errors_ >= shared_->options.max_protocol_errors;
  auto told = why;
  told.detail = std::string{say(why.code, lang_)} + " (" + why.detail + ")";
  feed_->publish(control_scope({}), connection_fault{std::move(told), std::nullopt, too_many});
  if (too_many) {
    feed_->close(close_code::protocol_errors, "too many protocol errors");
  }
}

void session_state::on_command(client_command& command) {
  unread_->fetch_sub(1, std::memory_order_relaxed);
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
  if (requests_.size() >= options.max_inflight) {
    say_failure(scope, {{ec::unavailable, "too many requests of this session are running"},
                        come_back_soon});
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
  store_question(last_ticket_);
}

void session_state::handle(const switch_member_command& command) {
  active_member_ = command.target;
  // A conversation belongs to one member; the next question opens another.
  conversation_ = {};
  say_status(control_scope(command.request), request_status::done,
             phrase_text(phrase::member_switched, lang_), member_switched{active_member_});
}

void session_state::handle(const get_status_command& command) {
  session_report report;
  report.connected_at = connected_at_;
  report.last_activity = last_activity_;
  report.active_member = active_member_;
  report.conversation = conversation_;
  report.connected_users = shared_->census->now().users;
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
  target->cancelled = true;
  if (target->stream) {
    self_->send(target->stream, end_atom::value, request_status::cancelled);
  } else if (const auto pool = pool_for(self_->system(), target->asked.kind);
             pool && target->at == stage::waiting) {
    const auto number = std::find_if(requests_.begin(), requests_.end(), [&](const auto& entry) {
                          return &entry.second == target;
                        })->first;
    self_->send(pool, drop_atom::value, user_, caf::actor_cast<session_actor>(self_), number);
  }
}

void session_state::handle(const ping_command& command) {
  feed_->send_aside(pong{command.data_json});
}

session_state::request* session_state::find(ticket number) {
  const auto entry = requests_.find(number);
  return entry == requests_.end() ? nullptr : &entry->second;
}

session_state::request* session_state::find(const request_id& id) {
  const auto entry = std::find_if(requests_.begin(), requests_.end(), [&](const auto& candidate) {
    return candidate.second.scope->request == id;
  });
  return entry == requests_.end() ? nullptr : &entry->second;
}

std::shared_ptr<const request_scope> session_state::control_scope(const request_id& id) const {
  return std::make_shared<const request_scope>(
      request_scope{id.empty() ? request_id{random_name("r_")} : id, conversation_});
}

void session_state::say_status(const std::shared_ptr<const request_scope>& scope,
                               request_status status, std::string message, status_data data) {
  feed_->publish(scope, status_update{status, std::move(message), std::move(data)});
}

void session_state::say_failure(const std::shared_ptr<const request_scope>& scope,
                                const refusal& why) {
  spdlog::info("session {}: request {} failed: {} {}", id_.value, scope->request.value,
               to_string(why.what.code), why.what.detail);
  say_status(scope, request_status::error, std::string{say(why.what.code, lang_)},
             request_failure{why.what.code, why.retry_after});
}

void session_state::forget(ticket number) {
  requests_.erase(number);
  quit_when_unneeded();
}

void session_state::quit_when_unneeded() {
  if (!feed_->attached() && requests_.empty()) {
    self_->quit();
  }
}

}  // namespace aurawell::actors
