// What a client hears that comes, or comes back: nothing twice, and no end too few.

#include <spdlog/spdlog.h>

#include <algorithm>
#include <caf/all.hpp>

#include "actors/session/session_actor.hpp"
#include "actors/system/directory.hpp"
#include "domain/chat/texts.hpp"
#include "domain/random_name.hpp"

namespace aurawell::actors {

namespace {

/// Of a session that is gone, and of this one, which forgets only what is too long.
constexpr std::size_t most_former = 8;
constexpr std::size_t most_own = 64;

}  // namespace

bool session_state::is_of_this_log(const resume_point& from) const {
  return from.session == desk_->id && from.epoch == epoch_ && from.seq <= desk_->feed.last();
}

void session_state::greet(const connect_request& who, const client_link_ptr& link, bool resumed) {
  const bool is_known = resumed && who.resume && is_of_this_log(*who.resume);
  connection_established hello;
  hello.message = std::string{say(phrase::welcome, desk_->lang)};
  hello.heartbeat_interval = desk_->options().heartbeat_interval;
  hello.user = desk_->user;
  hello.connection = who.connection;
  hello.session = desk_->id;
  hello.epoch = epoch_;
  hello.resumed = resumed;
  hello.recovered = is_known && desk_->feed.covers(who.resume->seq);
  hello.position = hello.recovered ? who.resume->seq : desk_->feed.last();
  const bool has_lost_count = resumed && !hello.recovered;
  const auto position = hello.position;
  desk_->feed.attach(link->channel, position, std::move(hello));
  if (has_lost_count) {
    restate(is_known ? who.resume->seq : 0);
  }
}

/// What a client that lost count must know: how each request ended whose end it has not heard,
/// and where each of the others is.
void session_state::restate(event_seq heard) {
  std::vector<request_id> without_text;
  for (auto& end : desk_->ends.after(heard)) {
    if (end.lost_text) {
      without_text.push_back(end.scope->request);
    } else {
      retell(std::move(end));
    }
  }
  if (!without_text.empty()) {
    report_stored(desk_->id, std::move(without_text));
  }
  requests_->for_each([](session_request& one) { one.restate(); });
}

void session_state::retell(told_ends::end end) {
  const auto* summary = std::get_if<answer_summary>(&end.status.data);
  if (summary != nullptr && summary->text) {
    const auto text = summary->text;
    desk_->show_ended(end.scope, text, std::move(end.status));
  } else {
    desk_->end(end.scope, std::move(end.status));
  }
}

/// The store knows how the answers ended of a session that is gone, and the texts that this
/// one has forgotten.
///
/// @param wanted Of this session; none: all.
void session_state::report_stored(const session_id& from, std::vector<request_id> wanted) {
  const auto store = store_of(self_->system());
  if (!store) {
    return;
  }
  const auto most = wanted.empty() ? most_former : most_own;
  desk_->asked
      .request(desk_->self, store, desk_->options().store_timeout, sess_atom::value,
               session_query{desk_->user, from, most})
      .then(
          [this, wanted = std::move(wanted)](const std::vector<stored_exchange>& exchanges) {
            for (const auto& exchange : exchanges) {
              if (wanted.empty() ||
                  std::find(wanted.begin(), wanted.end(), exchange.request) != wanted.end()) {
                report(exchange, wanted.empty());
              }
            }
          },
          [this](const caf::error& why) {
            spdlog::warn("session {}: what was asked before is not known: {}", desk_->id.value,
                         from_caf(why, ec::database_unreachable).what.detail);
          });
}

void session_state::report(const stored_exchange& exchange, bool is_former) {
  if (find(exchange.request) != nullptr || (is_former && desk_->ends.has(exchange.request))) {
    return;
  }
  if (!exchange.status) {
    if (is_former && !requests_->is_full()) {
      requests_->look_after(exchange);
      settle();
    }
    return;
  }
  status_data data = exchange.summary;
  if (exchange.failure) {
    data = request_failure{*exchange.failure, std::nullopt, exchange.summary.safety};
  }
  desk_->show_ended(
      std::make_shared<const request_scope>(request_scope{exchange.request, exchange.conversation}),
      exchange.summary.text, {*exchange.status, {}, std::move(data)});
}

}  // namespace aurawell::actors
