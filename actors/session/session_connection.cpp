#include "actors/session/session_connection.hpp"

#include <algorithm>
#include <caf/all.hpp>
#include <utility>

#include "domain/log/log.hpp"
#include "domain/random_name.hpp"

namespace aurawell::actors {
namespace {

/// Requests of a session that is gone, and of this one, which forgets only texts that are too long.
constexpr std::size_t most_former = 8;
constexpr std::size_t most_own = 64;

}  // namespace

session_connection::session_connection(session_context& context, request_list& requests,
                                       std::function<void()> on_detached,
                                       std::function<void()> on_expired)
    : context_{context},
      requests_{requests},
      on_detached_{std::move(on_detached)},
      on_expired_{std::move(on_expired)},
      epoch_{random_name("")} {
  expiry_.start(context_.self, [this] { on_time(); });
}

void session_connection::attach(const connect_request& client, const client_link_ptr& link) {
  const bool is_first = context_.user.empty();
  if (is_first) {
    context_.user = client.user;
  }
  if (link_) {
    context_.feed.close(close_code::replaced, "another connection has taken over this session");
  }
  requests_.on_client_back();
  context_.lang = client.lang;
  context_.admitted_at = client.admitted_at;
  context_.over = client.over;
  context_.connection = client.connection;
  context_.address = client.address;
  context_.join_trace(client.trace);
  attached_at_ = std::chrono::system_clock::now();
  link_ = link;
  // Also back in, if it was about to close.
  context_.shared().registry->add(context_.id, context_.user, session_actor{context_.self});
  send_established(client, !is_first);
  if (is_first && client.resume) {
    report_former(client.resume->session);
  }
  link->is_attached = true;
  note_load();
}

void session_connection::detach(const client_link_ptr& link) {
  if (!is_current(link)) {
    return;
  }
  link_.reset();
  context_.feed.detach();
  expires_at_ = context_.self->clock().now() + context_.options().resume_window;
  expiry_.at(expires_at_);
  on_detached_();
}

void session_connection::on_room(const client_link_ptr& link) {
  if (is_current(link)) {
    context_.feed.on_room();
    note_load();
  }
}

void session_connection::note_load() {
  if (link_) {
    const bool is_busy = !requests_.empty() || !context_.feed.is_caught_up();
    link_->is_busy.store(is_busy, std::memory_order_release);
    link_->unfinished.store(static_cast<std::uint32_t>(requests_.size()),
                            std::memory_order_relaxed);
  }
}

void session_connection::on_time() {
  if (link_) {
    return;
  }
  if (context_.self->clock().now() < expires_at_) {
    expiry_.at(expires_at_);
    return;
  }
  requests_.on_client_lost();
  on_expired_();
}

void session_connection::send_established(const connect_request& client, bool is_resumed) {
  const auto& from = client.resume;
  const bool is_of_this_log = is_resumed && from && from->session == context_.id &&
                              from->epoch == epoch_ && from->seq <= context_.feed.last();
  connection_established hello;
  hello.message = std::string{say(phrase::welcome, context_.lang)};
  hello.heartbeat_interval = context_.options().heartbeat_interval;
  hello.user = context_.user;
  hello.connection = client.connection;
  hello.session = context_.id;
  hello.epoch = epoch_;
  hello.resumed = is_resumed;
  hello.recovered = is_of_this_log && context_.feed.covers(from->seq);
  hello.position = hello.recovered ? from->seq : context_.feed.last();
  if (from) {
    context_.shared().telemetry->session_resumed(hello.recovered ? resume_outcome::recovered
                                                 : is_resumed    ? resume_outcome::restated
                                                                 : resume_outcome::unknown);
  }
  const bool has_lost_count = is_resumed && !hello.recovered;
  const auto position = hello.position;
  context_.feed.attach(link_->channel, position, std::move(hello));
  if (has_lost_count) {
    restate(is_of_this_log ? from->seq : 0);
  }
}

void session_connection::restate(event_seq heard) {
  std::vector<request_id> without_text;
  for (auto& end : context_.ends.after(heard)) {
    if (end.lost_text) {
      without_text.push_back(end.scope->request);
    } else {
      restate(std::move(end));
    }
  }
  if (!without_text.empty()) {
    report_own(std::move(without_text));
  }
  requests_.for_each([](session_request& one) { one.restate(); });
}

void session_connection::restate(recent_ends::end end) {
  const auto* summary = std::get_if<answer_summary>(&end.status.data);
  if (summary != nullptr && summary->text) {
    const auto text = summary->text;
    context_.finish_with_text(end.scope, *text, std::move(end.status));
  } else {
    context_.finish(end.scope, std::move(end.status));
  }
}

void session_connection::report_own(std::vector<request_id> wanted) {
  ask_store(
      context_.id, most_own, [this, wanted = std::move(wanted)](const stored_exchange& exchange) {
        if (exchange.status && std::count(wanted.begin(), wanted.end(), exchange.request) > 0) {
          report(exchange);
        }
      });
}

void session_connection::report_former(const session_id& former) {
  ask_store(former, most_former, [this](const stored_exchange& exchange) {
    if (context_.ends.has(exchange.request)) {
      return;
    }
    if (exchange.status) {
      report(exchange);
    } else if (!requests_.find(exchange.request) && !requests_.is_full() &&
               !context_.shared().gate->closed()) {
      requests_.start_former(exchange);
    }
  });
}

void session_connection::ask_store(const session_id& session, std::size_t most,
                                   std::function<void(const stored_exchange&)> report) {
  context_.ask_store(
      sess_atom::value, session_query{context_.user, session, most},
      [report = std::move(report)](const std::vector<stored_exchange>& exchanges) {
        std::for_each(exchanges.begin(), exchanges.end(), report);
      },
      [id = context_.id](const refusal& reason) {
        logging::warn("session.past_unknown", {{"session", id},
                                               {"code", to_string(reason.cause.code)},
                                               {"detail", reason.cause.detail}});
      });
}

void session_connection::report(const stored_exchange& finished) {
  if (!requests_.find(finished.request)) {
    context_.finish_with_text(
        std::make_shared<const request_scope>(
            request_scope{finished.request, finished.conversation}),
        *finished.summary.text,
        {*finished.status, {}, outcome_of(finished, finished.summary.safety)});
  }
}

}  // namespace aurawell::actors
