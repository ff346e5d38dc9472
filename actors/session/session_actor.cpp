// A session and its connections: coming, going, and the end.

#include "actors/session/session_actor.hpp"

#include <caf/all.hpp>
#include <utility>

#include "actors/system/errors.hpp"
#include "domain/random_name.hpp"

namespace aurawell::actors {
namespace {

/// For a message about a request that may have ended.
template <class... Arguments, class... Content>
void on_request(session_state& state, void (session_request::*handle)(Arguments...), ticket number,
                Content&&... content) {
  if (auto* request = state.find(number)) {
    (request->*handle)(std::forward<Content>(content)...);
  }
}

}  // namespace

session_state::~session_state() {
  if (!desk_) {
    return;
  }
  const auto& shared = desk_->shared();
  shared.registry->remove(desk_->id);
  requests_.reset();
  // Only a session that failed still has a connection.
  desk_->feed.close(close_code::internal_fault, "the session failed");
  shared.alive->fetch_sub(1);
}

void session_state::start(self_pointer owner, std::shared_ptr<const session_environment> shared,
                          session_id id) {
  self_ = owner;
  shared->alive->fetch_add(1);
  desk_.emplace(owner, std::move(shared), std::move(id));
  requests_.emplace(*desk_, [this] { settle(); });
  epoch_ = random_name("");
  expiry_.start(self_, [this] { on_expire(); });
  saving_.start(self_, [this] { on_save(); });
  release_.start(self_, [this] { desk_->feed.release(); });
}

void session_state::on_attach(const connect_request& who, const client_link_ptr& link) {
  const bool is_first = desk_->user.empty();
  if (is_first) {
    desk_->user = who.user;
    active_member_ = who.member.empty() ? member_id{who.user.value} : who.member;
  }
  if (link_) {
    desk_->feed.close(close_code::replaced, "another connection has taken over this session");
  }
  expired_ = deserted_ = false;
  desk_->lang = who.lang;
  desk_->admitted_at = who.admitted_at;
  address_ = who.address;
  connected_at_ = last_activity_ = std::chrono::system_clock::now();
  link_ = link;
  // Also back in, should it have been on its way out.
  desk_->shared().registry->add(desk_->id, desk_->user, session_actor{self_});
  greet(who, link, !is_first);
  if (is_first && who.resume) {
    report_stored(who.resume->session, {});
  }
  link->is_attached = true;
}

void session_state::on_closed(const client_link_ptr& link) {
  if (link != link_) {
    return;
  }
  link_.reset();
  desk_->feed.detach();
  expires_at_ = self_->clock().now() + desk_->options().resume_window;
  expiry_.at(expires_at_);
  settle();
}

void session_state::on_room(const client_link_ptr& link) {
  if (link == link_) {
    desk_->feed.on_room();
  }
}

void session_state::on_expire() {
  if (link_) {
    return;
  }
  if (self_->clock().now() < expires_at_) {
    expiry_.at(expires_at_);
    return;
  }
  deserted_ = true;
  leave_unheard();
  on_stop();
}

/// Answers go on as long as somebody listens, here or in another session.
void session_state::leave_unheard() {
  if (deserted_ && desk_->options().on_expiry == expiry::cancel_answers) {
    requests_->for_each([](session_request& one) { one.on_deserted(); });
  }
}

void session_state::on_tokens(ticket number, const completion_batch& batch) {
  auto* request = find(number);
  if (request == nullptr) {
    return;
  }
  request->on_tokens(batch);
  const auto now = self_->clock().now();
  saving_.at(now + desk_->options().save_interval);
  if (desk_->options().rollup_delay.count() > 0) {
    release_.at(now + desk_->options().rollup_delay);
  }
}

void session_state::on_save() {
  bool is_streaming = false;
  requests_->for_each(
      [&](session_request& one) { is_streaming = one.save_progress() || is_streaming; });
  if (is_streaming) {
    saving_.at(self_->clock().now() + desk_->options().save_interval);
  }
}

void session_state::on_follow(const request_id& id, const caf::strong_actor_ptr& session,
                              ticket number) {
  const auto follower = caf::actor_cast<session_actor>(session);
  if (auto* request = find(id)) {
    request->on_follow(follower, number);
  } else {
    self_->send(follower, gone_atom::value, number);
  }
}

void session_state::on_unfollow(const request_id& id, const caf::strong_actor_ptr& session,
                                ticket number) {
  if (auto* request = find(id)) {
    request->on_unfollow(caf::actor_cast<session_actor>(session), number);
    leave_unheard();
  }
}

void session_state::on_down(const caf::actor_addr& who) {
  desk_->watched.on_down(who);
  requests_->for_each([&](session_request& one) { one.on_down(who); });
  leave_unheard();
}

void session_state::on_stop() {
  expired_ = true;
  settle();
}

/// Whether it is idle, and may go, now that something has begun or ended. It leaves in two steps,
/// because a client may have found this session just before.
void session_state::settle() {
  const bool is_idle = !link_ && requests_->empty();
  auto& registry = *desk_->shared().registry;
  if (is_idle && expired_) {
    registry.remove(desk_->id);
    self_->send(self_, leave_atom::value);
  } else {
    registry.note_idle(desk_->id, is_idle);
  }
}

void session_state::on_leave() {
  if (expired_ && !link_ && requests_->empty()) {
    self_->quit();
  }
}

session_actor::behavior_type run_session(session_state::self_pointer self,
                                         std::shared_ptr<const session_environment> shared,
                                         session_id own_id) {
  using request = session_request;
  auto& state = self->state;
  self->set_exception_handler(end_with_error);
  state.start(self, std::move(shared), std::move(own_id));
  self->set_down_handler([&state](const caf::down_msg& down) { state.on_down(down.source); });
  return {
      [&state](attach_atom, const connect_request& who, const client_link_ptr& link) {
        state.on_attach(who, link);
      },
      [&state](command_atom, const client_link_ptr& link, client_command& command) {
        state.on_command(link, command);
      },
      [&state](malformed_atom, const client_link_ptr& link, const aurawell::error& why) {
        state.on_malformed(link, why);
      },
      [&state](room_atom, const client_link_ptr& link) { state.on_room(link); },
      [&state](closed_atom, const client_link_ptr& link) { state.on_closed(link); },
      [&state](place_atom, ticket number, std::uint32_t place) {
        on_request(state, &request::on_place, number, place);
      },
      [&state](screen_atom, ticket number, answer_safety found) {
        on_request(state, &request::on_screened, number, found);
      },
      [&state](tokens_atom, ticket number, const completion_batch& batch) {
        state.on_tokens(number, batch);
      },
      [&state](seam_atom, ticket number, const answer_seam& seam) {
        on_request(state, &request::on_seam, number, seam);
      },
      [&state](ended_atom, ticket number, const stream_outcome& outcome) {
        on_request(state, &request::on_ended, number, outcome);
      },
      [&state](follow_atom, const request_id& id, const caf::strong_actor_ptr& session,
               ticket number) { state.on_follow(id, session, number); },
      [&state](unfollow_atom, const request_id& id, const caf::strong_actor_ptr& session,
               ticket number) { state.on_unfollow(id, session, number); },
      [&state](cancel_atom, const request_id& id) {
        if (auto* target = state.find(id)) {
          target->cancel();
        }
      },
      [&state](snapshot_atom, ticket number, const std::string& so_far) {
        on_request(state, &request::on_snapshot, number, so_far);
      },
      [&state](concluded_atom, ticket number, const status_update& end) {
        on_request(state, &request::on_concluded, number, end);
      },
      [&state](gone_atom, ticket number) { on_request(state, &request::on_gone, number); },
      [&state](stop_atom) { state.on_stop(); },
      [&state](leave_atom) { state.on_leave(); },
  };
}

}  // namespace aurawell::actors
