#include "actors/session/session_actor.hpp"

#include <caf/all.hpp>
#include <utility>

#include "actors/system/errors.hpp"

namespace aurawell::actors {
namespace {

/// The handler of a message about a request, which may have finished.
template <class Message, class... Content>
auto on_request(const request_list& requests, void (session_request::*handle)(Content...)) {
  return [&requests, handle](Message, ticket number, Content... content) {
    if (const auto request = requests.find(number)) {
      (request.get()->*handle)(content...);
    }
  };
}

}  // namespace

session::session(session_actor::pointer self, std::shared_ptr<const session_environment> shared,
                 session_id id)
    : context_{self, std::move(shared), std::move(id)},
      requests{context_, [this] { on_change(); }},
      connection{context_, requests, [this] { on_change(); }, [this] { on_stop(); }},
      commands{context_, requests, connection} {}

session::~session() {
  context_.shared().registry->remove(context_.id);
}

void session::on_attach(const connect_request& client, const client_link_ptr& link) {
  is_stopped_ = false;
  commands.on_attach(client);
  connection.attach(client, link);
}

void session::on_stop() {
  is_stopped_ = true;
  on_change();
}

/// It closes in two steps, because a client may have found this session just before.
void session::on_change() {
  connection.note_load();
  auto& registry = *context_.shared().registry;
  if (is_idle() && is_stopped_) {
    registry.remove(context_.id);
    context_.self->send(context_.self, close_atom::value);
  } else {
    registry.note_idle(context_.id, is_idle());
  }
}

void session::on_close() {
  if (is_idle() && is_stopped_) {
    context_.self->quit();
  }
}

session_facts session::facts() const {
  session_facts known;
  known.id = context_.id;
  known.user = context_.user;
  known.connection = connection.id();
  known.attached_at = connection.attached_at();
  known.last_event = context_.feed.last();
  known.is_caught_up = context_.feed.is_caught_up();
  requests.for_each(
      [&](const session_request& one) { ++(one.is_held() ? known.held : known.running); });
  return known;
}

session_actor::behavior_type run_session(session_actor::stateful_pointer<session_state> self,
                                         std::shared_ptr<const session_environment> shared,
                                         session_id own_id) {
  using request = session_request;
  self->set_exception_handler(end_with_error);
  auto& own = self->state.open.emplace(self, std::move(shared), std::move(own_id));
  auto& requests = own.requests;
  self->set_down_handler([&](const caf::down_msg& down) { requests.on_down(down.source); });
  return {
      [&own](attach_atom, const connect_request& client, const client_link_ptr& link) {
        own.on_attach(client, link);
      },
      [&own](command_atom, const client_link_ptr& link, client_command& command) {
        own.commands.on_command(link, command);
      },
      [&own](malformed_atom, const client_link_ptr& link, const aurawell::error& reason) {
        own.commands.on_malformed(link, reason);
      },
      [&own](room_atom, const client_link_ptr& link) { own.connection.on_room(link); },
      [&own](detach_atom, const client_link_ptr& link) { own.connection.detach(link); },
      on_request<place_atom>(requests, &request::on_place),
      on_request<screen_atom>(requests, &request::on_screened),
      [&requests](tokens_atom, ticket number, const completion_batch& batch) {
        requests.on_tokens(number, batch);
      },
      on_request<seam_atom>(requests, &request::on_seam),
      on_request<ended_atom>(requests, &request::on_stream_ended),
      [&requests](follow_atom, const request_id& id, const caf::strong_actor_ptr& session,
                  ticket number) { requests.on_follow(id, session, number); },
      [&requests](unfollow_atom, const request_id& id, const caf::strong_actor_ptr& session,
                  ticket number) { requests.on_unfollow(id, session, number); },
      [&requests](cancel_atom, const request_id& id) { requests.cancel(id); },
      on_request<snapshot_atom>(requests, &request::on_snapshot),
      on_request<finished_atom>(requests, &request::on_source_finished),
      on_request<unknown_atom>(requests, &request::on_source_lost),
      [&own](describe_atom, const session_inquiry_ptr& inquiry) { inquiry->answer(own.facts()); },
      [&own](stop_atom) { own.on_stop(); },
      [&own](close_atom) { own.on_close(); },
  };
}

}  // namespace aurawell::actors
