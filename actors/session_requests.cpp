// The life of a request, from its storing to its terminal status.

#include <spdlog/spdlog.h>

#include <caf/all.hpp>

#include "actors/directory.hpp"
#include "actors/session_actor.hpp"
#include "domain/texts.hpp"

namespace aurawell::actors {

void session_state::store_question(ticket number) {
  const auto store = store_of(self_->system());
  if (!store) {
    say_failure(find(number)->scope, {{ec::database_unreachable, "no store"}, std::nullopt});
    forget(number);
    return;
  }
  const auto& what = *find(number);
  question_record question{what.key, what.scope->request, what.asked.kind, what.asked.message,
                           std::chrono::system_clock::now()};
  self_->request(store, shared_->options.store_timeout, question_atom::value, std::move(question))
      .then([this, number](caf::ok_atom) { ask_pool(number); },
            [this, number](const caf::error& why) {
              say_failure(find(number)->scope, from_caf(why, ec::database_unreachable));
              forget(number);
            });
}

void session_state::ask_pool(ticket number) {
  auto& what = *find(number);
  say_status(what.scope, request_status::sending, std::string{say(phrase::sending, lang_)});
  what.at = stage::waiting;
  if (what.cancelled) {
    conclude_cancelled(number);
    return;
  }
  const auto pool = pool_for(self_->system(), what.asked.kind);
  if (!pool) {
    conclude_failed(number, {{ec::unavailable, "no pool"}, std::nullopt});
    return;
  }
  advice_job job;
  job.session = caf::actor_cast<session_actor>(self_);
  job.number = number;
  job.key = what.key;
  job.request = what.scope->request;
  job.question = {what.asked.kind,
                  lang_,
                  user_,
                  what.key.member,
                  std::move(what.asked.message),
                  std::move(what.asked.context),
                  {}};
  // No timeout of ours: the pool refuses after its `queue_timeout`, or when it dies.
  self_
      ->request(pool, caf::infinite, ask_atom::value,
                std::make_shared<const advice_job>(std::move(job)))
      .then([this, number](const llm_stream_actor& stream) { on_stream_started(number, stream); },
            [this, number](const caf::error& why) {
              const auto* waiting = find(number);
              if (waiting == nullptr || waiting->at != stage::waiting) {
                return;
              }
              if (waiting->cancelled) {
                conclude_cancelled(number);
              } else {
                conclude_failed(number, from_caf(why, ec::unavailable));
              }
            });
}

void session_state::on_stream_started(ticket number, const llm_stream_actor& stream) {
  auto* what = find(number);
  if (what == nullptr || what->at == stage::storing_answer) {
    return;
  }
  what->stream = stream;
  self_->monitor(stream);
  if (what->cancelled) {
    self_->send(stream, end_atom::value, request_status::cancelled);
  }
}

void session_state::on_place(ticket number, std::uint32_t place) {
  const auto* what = find(number);
  if (what != nullptr && what->at == stage::waiting && !what->cancelled) {
    say_status(what->scope, request_status::queued, std::string{say(phrase::queued, lang_)},
               queue_position{place});
  }
}

void session_state::begin_streaming(request& what) {
  what.at = stage::streaming;
  say_status(what.scope, request_status::streaming, std::string{say(phrase::streaming, lang_)});
}

void session_state::on_tokens(ticket number, const completion_batch& batch) {
  auto* what = find(number);
  if (what == nullptr || what->cancelled || what->at == stage::storing_answer) {
    return;
  }
  if (what->at != stage::streaming) {
    begin_streaming(*what);
  }
  if (what->wants_reasoning && !batch.reasoning.empty()) {
    feed_->publish(what->scope, reasoning_delta{batch.reasoning});
  }
  if (!batch.text.empty()) {
    feed_->publish_text(what->scope, batch.text);
  }
}

void session_state::on_ended(ticket number, const stream_outcome& outcome) {
  const auto* what = find(number);
  if (what == nullptr || what->at == stage::storing_answer) {
    return;
  }
  if (what->cancelled) {
    conclude(number, request_status::cancelled, outcome.summary, {});
  } else if (outcome.status == request_status::error) {
    const auto why = outcome.failure.value_or(aurawell::error{ec::chat_failed, "no answer"});
    conclude_failed(number, {why, outcome.retry_after});
  } else {
    if (outcome.failure) {
      spdlog::info("session {}: request {} is incomplete: {}", id_.value,
                   what->scope->request.value, outcome.failure->detail);
    }
    conclude(number, outcome.status, outcome.summary, {});
  }
}

void session_state::on_stream_down(const caf::actor_addr& stream) {
  for (auto& [number, what] : requests_) {
    if (what.stream && what.stream.address() == stream && what.at != stage::storing_answer) {
      conclude_failed(number, {{ec::internal, "the stream actor died"}, std::nullopt});
      return;
    }
  }
}

void session_state::conclude_cancelled(ticket number) {
  conclude(number, request_status::cancelled, {}, {});
}

void session_state::conclude_failed(ticket number, const refusal& why) {
  spdlog::info("session {}: request {} failed: {} {}", id_.value,
               find(number)->scope->request.value, to_string(why.what.code), why.what.detail);
  conclude(number, request_status::error, {}, request_failure{why.what.code, why.retry_after});
}

void session_state::conclude(ticket number, request_status status, answer_summary summary,
                             status_data data) {
  auto& what = *find(number);
  what.at = stage::storing_answer;
  what.stream = nullptr;
  summary.text = feed_->seal(what.scope->request);
  if (std::holds_alternative<std::monostate>(data)) {
    data = summary;
  }
  const auto finish = [this, number](request_status how, status_data with) {
    const auto scope = find(number)->scope;
    const auto* failure = std::get_if<request_failure>(&with);
    const auto message = failure != nullptr                 ? say(failure->code, lang_)
                         : how == request_status::done      ? say(phrase::done, lang_)
                         : how == request_status::cancelled ? say(phrase::cancelled, lang_)
                                                            : say(phrase::incomplete, lang_);
    say_status(scope, how, std::string{message}, std::move(with));
    forget(number);
  };
  const auto store = store_of(self_->system());
  if (!store) {
    finish(request_status::error, request_failure{ec::database_unreachable, std::nullopt});
    return;
  }
  answer_record answer{what.key, what.scope->request, status, std::move(summary),
                       std::chrono::system_clock::now()};
  self_->request(store, shared_->options.store_timeout, answer_atom::value, std::move(answer))
      .then([finish, status, data](caf::ok_atom) { finish(status, data); },
            [finish](const caf::error& why) {
              const auto reason = from_caf(why, ec::database_unreachable);
              finish(request_status::error, request_failure{reason.what.code, reason.retry_after});
            });
}

session_actor::behavior_type run_session(session_state::self_pointer self,
                                         std::shared_ptr<const session_environment> shared,
                                         std::shared_ptr<std::atomic<std::uint32_t>> unread) {
  auto& state = self->state;
  state.start(self, std::move(shared), std::move(unread));
  self->set_down_handler(
      [&state](const caf::down_msg& down) { state.on_stream_down(down.source); });
  return {
      [&state](attach_atom, const connect_request& who,
               const std::shared_ptr<client_channel>& channel) { state.on_attach(who, channel); },
      [&state](command_atom, client_command& command) { state.on_command(command); },
      [&state](malformed_atom, const aurawell::error& why) { state.on_malformed(why); },
      [&state](room_atom) { state.on_room(); },
      [&state](closed_atom) { state.on_closed(); },
      [&state](place_atom, ticket number, std::uint32_t place) { state.on_place(number, place); },
      [&state](tokens_atom, ticket number, const completion_batch& batch) {
        state.on_tokens(number, batch);
      },
      [&state](ended_atom, ticket number, const stream_outcome& outcome) {
        state.on_ended(number, outcome);
      },
  };
}

}  // namespace aurawell::actors
