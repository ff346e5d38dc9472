// The life of a request, from its storing to its terminal status.

#include <spdlog/spdlog.h>

#include <algorithm>
#include <caf/all.hpp>

#include "actors/directory.hpp"
#include "actors/session_actor.hpp"
#include "domain/random_name.hpp"
#include "domain/texts.hpp"

namespace aurawell::actors {

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
  feed_->publish(
      scope, final_status(request_status::error, request_failure{why.what.code, why.retry_after}));
}

status_update session_state::final_status(request_status status, status_data data) const {
  const auto* failure = std::get_if<request_failure>(&data);
  const auto message = failure != nullptr                    ? say(failure->code, lang_)
                       : status == request_status::done      ? say(phrase::done, lang_)
                       : status == request_status::cancelled ? say(phrase::cancelled, lang_)
                                                             : say(phrase::incomplete, lang_);
  return {status, std::string{message}, std::move(data)};
}

void session_state::begin(ticket number) {
  const auto other =
      shared_->registry->claim(user_, find(number)->scope->request, session_actor{self_});
  if (other) {
    follow(number, *other);
  } else {
    check_member(number);
  }
}

void session_state::check_member(ticket number) {
  auto& what = *find(number);
  if (what.key.member.value == user_.value) {
    store_question(number);
    return;
  }
  what.at = stage::checking;
  ask_member(
      what.key.member,
      [this, number](const member_access& found) {
        find(number)->key.user = found.who.key.owner;
        store_question(number);
      },
      [this, number](const refusal& why) {
        spdlog::info("session {}: request {} is for a member that this account may not use: {}",
                     id_.value, find(number)->scope->request.value, to_string(why.what.code));
        finish(number, final_status(request_status::error,
                                    request_failure{why.what.code, why.retry_after}));
      });
}

void session_state::ask_member(const member_id& member,
                               std::function<void(const member_access&)> then,
                               std::function<void(const refusal&)> otherwise) {
  const auto store = store_of(self_->system());
  if (!store) {
    otherwise({{ec::database_unreachable, "no store"}, std::nullopt});
    return;
  }
  const member_wish wish{user_, member, member_need::act, shared_->options.makes_members};
  self_->request(store, shared_->options.store_timeout, access_atom::value, wish)
      .then(std::move(then), [otherwise = std::move(otherwise)](const caf::error& why) {
        otherwise(from_caf(why, ec::database_unreachable));
      });
}

void session_state::store_question(ticket number) {
  auto& what = *find(number);
  what.at = stage::storing_question;
  const auto store = store_of(self_->system());
  if (!store) {
    finish(number, final_status(request_status::error,
                                request_failure{ec::database_unreachable, std::nullopt}));
    return;
  }
  question_record question{what.key,
                           id_,
                           what.scope->request,
                           what.asked.kind,
                           what.asked.message,
                           std::chrono::system_clock::now(),
                           user_,
                           shared_->options.makes_members};
  self_->request(store, shared_->options.store_timeout, question_atom::value, std::move(question))
      .then([this, number](const stored_exchange_ptr& known) { on_question_stored(number, known); },
            [this, number](const caf::error& why) {
              const auto reason = from_caf(why, ec::database_unreachable);
              spdlog::warn("session {}: a question was not stored: {}", id_.value,
                           reason.what.detail);
              finish(number, final_status(request_status::error,
                                          request_failure{reason.what.code, reason.retry_after}));
            });
}

void session_state::on_question_stored(ticket number, const stored_exchange_ptr& known) {
  auto& what = *find(number);
  say_status(what.scope, request_status::sending, std::string{say(phrase::sending, lang_)});
  if (known) {
    what.is_repeat = true;
    // Asked before. One that has no end was lost with whoever answered it.
    begin_streaming(what);
    feed_->publish_snapshot(what.scope, *known->summary.text);
    if (!known->status) {
      what.key.conversation = known->conversation;
      conclude(number, request_status::incomplete, {});
      return;
    }
    status_data data = known->summary;
    if (known->failure) {
      data = request_failure{*known->failure, std::nullopt};
    }
    finish(number, final_status(*known->status, std::move(data)));
    return;
  }
  if (what.cancelled_at) {
    conclude_cancelled(number);
    return;
  }
  what.at = stage::held;
  serve_held();
  if (const auto* held = find(number); held != nullptr && held->at == stage::held) {
    const auto place = std::count_if(requests_.begin(), requests_.end(), [&](const auto& entry) {
      return entry.second.at == stage::held && entry.first <= number;
    });
    say_status(held->scope, request_status::queued, std::string{say(phrase::queued, lang_)},
               queue_position{static_cast<std::uint32_t>(place)});
  }
}

std::size_t session_state::count_running() const {
  return static_cast<std::size_t>(
      std::count_if(requests_.begin(), requests_.end(), [](const auto& entry) {
        return entry.second.at == stage::waiting || entry.second.at == stage::streaming;
      }));
}

void session_state::serve_held() {
  for (auto& [number, what] : requests_) {
    if (count_running() >= shared_->options.max_inflight) {
      return;
    }
    if (what.at == stage::held) {
      what.at = stage::waiting;
      ask_pool(number);
      // It may have been refused, and forgotten, at once.
      serve_held();
      return;
    }
  }
}

void session_state::ask_pool(ticket number) {
  auto& what = *find(number);
  const auto pool = pool_for(self_->system(), what.asked.kind);
  if (!pool) {
    conclude_failed(number, {{ec::unavailable, "no pool"}, std::nullopt});
    return;
  }
  advice_job job;
  job.session = session_actor{self_};
  job.number = number;
  job.key = what.key;
  job.request = what.scope->request;
  job.question = {what.asked.kind,
                  lang_,
                  what.key.user,
                  what.key.member,
                  std::move(what.asked.message),
                  std::move(what.asked.context),
                  {}};
  job.asked_by = user_;
  job.earlier = std::move(what.asked.earlier);
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
              if (waiting->cancelled_at) {
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
  if (what->cancelled_at) {
    self_->send(stream, cancel_atom::value, *what->cancelled_at);
  }
}

void session_state::on_place(ticket number, std::uint32_t place) {
  const auto* what = find(number);
  if (what != nullptr && what->at == stage::waiting && !what->cancelled_at) {
    say_status(what->scope, request_status::queued, std::string{say(phrase::queued, lang_)},
               queue_position{place});
  }
}

void session_state::on_ended(ticket number, const stream_outcome& outcome) {
  const auto* what = find(number);
  if (what == nullptr || what->at == stage::storing_answer) {
    return;
  }
  if (what->cancelled_at) {
    conclude(number, request_status::cancelled, outcome.summary);
  } else if (outcome.status == request_status::error) {
    const auto why = outcome.failure.value_or(aurawell::error{ec::chat_failed, "no answer"});
    conclude_failed(number, {why, outcome.retry_after});
  } else {
    if (outcome.failure) {
      spdlog::info("session {}: request {} is incomplete: {}", id_.value,
                   what->scope->request.value, outcome.failure->detail);
    }
    conclude(number, outcome.status, outcome.summary);
  }
}

void session_state::on_down(const caf::actor_addr& who) {
  for (auto& [number, what] : requests_) {
    if (what.stream && what.stream.address() == who && what.at != stage::storing_answer) {
      conclude_failed(number, {{ec::internal, "the stream actor died"}, std::nullopt});
      return;
    }
    if (what.at == stage::following && what.answered_by.address() == who) {
      on_gone(number);
      return;
    }
  }
}

void session_state::conclude_cancelled(ticket number) {
  conclude(number, request_status::cancelled, {});
}

void session_state::conclude_failed(ticket number, const refusal& why) {
  spdlog::info("session {}: request {} failed: {} {}", id_.value,
               find(number)->scope->request.value, to_string(why.what.code), why.what.detail);
  conclude(number, request_status::error, {}, request_failure{why.what.code, why.retry_after});
}

void session_state::conclude(ticket number, request_status status, answer_summary summary,
                             const std::optional<request_failure>& failure) {
  auto& what = *find(number);
  what.at = stage::storing_answer;
  what.stream = nullptr;
  summary.text = feed_->seal(what.scope->request);
  auto how = final_status(status, failure ? status_data{*failure} : status_data{summary});
  const auto store = store_of(self_->system());
  if (!store) {
    finish(number, final_status(request_status::error,
                                request_failure{ec::database_unreachable, std::nullopt}));
    return;
  }
  answer_record answer{what.key, what.scope->request, status, std::move(summary),
                       std::chrono::system_clock::now()};
  answer.asked_by = user_;
  if (failure) {
    answer.failure = failure->code;
  }
  self_->request(store, shared_->options.store_timeout, answer_atom::value, std::move(answer))
      .then([this, number, how](caf::ok_atom) { finish(number, how); },
            [this, number](const caf::error& why) {
              const auto reason = from_caf(why, ec::database_unreachable);
              finish(number, final_status(request_status::error,
                                          request_failure{reason.what.code, reason.retry_after}));
            });
  serve_held();
}

void session_state::finish(ticket number, status_update how) {
  auto entry = requests_.extract(number);
  const auto& what = entry.mapped();
  shared_->registry->release(user_, what.scope->request);
  feed_->seal(what.scope->request);
  for (const auto& [session, their_number] : what.followers) {
    self_->send(session, concluded_atom::value, their_number, how);
  }
  if (!what.is_repeat) {
    shared_->telemetry->answer_ended(what.asked.kind, how.status);
  }
  feed_->publish(what.scope, std::move(how));
  serve_held();
  end_if_unneeded();
}

}  // namespace aurawell::actors
