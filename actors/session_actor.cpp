// A session and its connections: coming, going, coming back, and the end.

#include "actors/session_actor.hpp"

#include <spdlog/spdlog.h>

#include <caf/all.hpp>

#include "actors/directory.hpp"
#include "domain/memory_event_log.hpp"
#include "domain/random_name.hpp"
#include "domain/texts.hpp"

namespace aurawell::actors {

session_state::~session_state() {
  if (!shared_) {
    return;
  }
  shared_->registry->remove(id_);
  for (const auto& [number, what] : requests_) {
    if (what.at != stage::following) {
      shared_->registry->release(user_, what.scope->request);
    }
  }
  // Only a session that failed still has a connection.
  feed_->close(close_code::internal_fault, "the session failed");
  shared_->alive->fetch_sub(1);
}

void session_state::start(self_pointer owner, std::shared_ptr<const session_environment> shared,
                          session_id id) {
  self_ = owner;
  shared_ = std::move(shared);
  shared_->alive->fetch_add(1);
  const auto& options = shared_->options;
  feed_ = std::make_unique<session_feed>(
      std::make_unique<memory_event_log>(),
      session_feed::bounds{options.log_bytes, options.page_bytes, options.backlog_bytes});
  id_ = std::move(id);
  epoch_ = random_name("");
}

void session_state::on_attach(const connect_request& who, const client_link_ptr& link) {
  const bool is_first = user_.empty();
  if (is_first) {
    user_ = who.user;
    active_member_ = who.member.empty() ? member_id{who.user.value} : who.member;
  }
  if (link_) {
    feed_->close(close_code::replaced, "another connection has taken over this session");
  }
  expired_ = false;
  lang_ = who.lang;
  address_ = who.address;
  connected_at_ = last_activity_ = std::chrono::system_clock::now();
  link_ = link;
  // Also back in, should it have been on its way out.
  shared_->registry->add(id_, user_, session_actor{self_});
  shared_->registry->note_connected(id_, true);
  greet(who, link, !is_first);
  if (is_first && who.resume) {
    report_former(who.resume->session);
  }
}

bool session_state::may_recover(const resume_point& from) const {
  return from.session == id_ && from.epoch == epoch_ && feed_->covers(from.seq);
}

void session_state::greet(const connect_request& who, const client_link_ptr& link, bool resumed) {
  connection_established hello;
  hello.message = std::string{say(phrase::welcome, lang_)};
  hello.heartbeat_interval = shared_->options.heartbeat_interval;
  hello.user = user_;
  hello.connection = who.connection;
  hello.session = id_;
  hello.epoch = epoch_;
  hello.resumed = resumed;
  hello.recovered = resumed && who.resume && may_recover(*who.resume);
  hello.position = hello.recovered ? who.resume->seq : feed_->last();
  const bool restate = resumed && !hello.recovered;
  const auto position = hello.position;
  feed_->attach(link->channel, position, std::move(hello));
  if (restate) {
    restate_unfinished();
  }
}

/// What a client that lost count must know: where each request is, and its whole text.
void session_state::restate_unfinished() {
  for (const auto& [number, what] : requests_) {
    const bool has_text = !feed_->answer_so_far(what.scope->request).empty();
    if (!has_text) {
      say_status(what.scope, request_status::sending, std::string{say(phrase::sending, lang_)});
      continue;
    }
    say_status(what.scope, request_status::streaming, std::string{say(phrase::streaming, lang_)});
    feed_->publish_snapshot(what.scope);
  }
}

/// The session that the client asked for is gone; the store knows how its answers ended.
void session_state::report_former(const session_id& former) {
  const auto store = store_of(self_->system());
  if (!store) {
    return;
  }
  self_
      ->request(store, shared_->options.store_timeout, sess_atom::value,
                session_query{user_, former})
      .then(
          [this](const std::vector<stored_exchange>& exchanges) {
            for (const auto& exchange : exchanges) {
              if (exchange.status && find(exchange.request) == nullptr) {
                show_stored(exchange);
              }
            }
          },
          [this](const caf::error& why) {
            spdlog::warn("session {}: the former one is not known: {}", id_.value,
                         from_caf(why, ec::database_unreachable).what.detail);
          });
}

void session_state::show_stored(const stored_exchange& exchange) {
  const auto scope =
      std::make_shared<const request_scope>(request_scope{exchange.request, exchange.conversation});
  feed_->publish(scope, answer_delta{*exchange.summary.text, true});
  status_data data = exchange.summary;
  if (exchange.failure) {
    data = request_failure{*exchange.failure, std::nullopt};
  }
  feed_->publish(scope, final_status(*exchange.status, std::move(data)));
}

void session_state::on_closed(const client_link_ptr& link) {
  if (link != link_) {
    return;
  }
  link_.reset();
  feed_->detach();
  shared_->registry->note_connected(id_, false);
  self_->delayed_send(self_, shared_->options.resume_window, expire_atom::value, ++disconnections_);
  end_if_unneeded();
}

void session_state::on_room(const client_link_ptr& link) {
  if (link == link_) {
    feed_->on_room();
  }
}

void session_state::on_expire(std::uint64_t disconnection) {
  if (link_ || disconnection != disconnections_) {
    return;
  }
  if (shared_->options.on_expiry == expiry::cancel_answers) {
    std::vector<ticket> under_way;
    for (const auto& [number, what] : requests_) {
      under_way.push_back(number);
    }
    // One that ends at once may take others with it.
    for (const auto number : under_way) {
      if (auto* what = find(number); what != nullptr && what->at != stage::storing_answer) {
        cancel(*what);
      }
    }
  }
  on_stop();
}

void session_state::on_stop() {
  expired_ = true;
  end_if_unneeded();
}

/// Leaves in two steps, because a client may have found this session just before.
void session_state::end_if_unneeded() {
  if (expired_ && !link_ && requests_.empty()) {
    shared_->registry->remove(id_);
    self_->send(self_, leave_atom::value);
  }
}

void session_state::on_leave() {
  if (expired_ && !link_ && requests_.empty()) {
    self_->quit();
  }
}

session_actor::behavior_type run_session(session_state::self_pointer self,
                                         std::shared_ptr<const session_environment> shared,
                                         session_id id) {
  auto& state = self->state;
  self->set_exception_handler(end_with_error);
  state.start(self, std::move(shared), std::move(id));
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
      [&state](place_atom, ticket number, std::uint32_t place) { state.on_place(number, place); },
      [&state](tokens_atom, ticket number, const completion_batch& batch) {
        state.on_tokens(number, batch);
      },
      [&state](seam_atom, ticket number, const answer_seam& seam) { state.on_seam(number, seam); },
      [&state](ended_atom, ticket number, const stream_outcome& outcome) {
        state.on_ended(number, outcome);
      },
      [&state](follow_atom, const request_id& request, const caf::strong_actor_ptr& session,
               ticket number) { state.on_follow(request, session, number); },
      [&state](cancel_atom, const request_id& request) { state.on_cancel(request); },
      [&state](concluded_atom, ticket number, const status_update& how) {
        state.on_concluded(number, how);
      },
      [&state](gone_atom, ticket number) { state.on_gone(number); },
      [&state](stop_atom) { state.on_stop(); },
      [&state](expire_atom, std::uint64_t disconnection) { state.on_expire(disconnection); },
      [&state](leave_atom) { state.on_leave(); },
      [&state](save_atom) { state.on_save(); },
      [&state](release_atom) { state.on_release(); },
  };
}

}  // namespace aurawell::actors
