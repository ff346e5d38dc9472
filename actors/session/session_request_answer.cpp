// A request whose answer comes: its text to the client and to the store, and its end.

#include <spdlog/spdlog.h>

#include <caf/all.hpp>
#include <utility>

#include "actors/session/request_book.hpp"
#include "actors/session/session_request.hpp"
#include "actors/system/directory.hpp"

namespace aurawell::actors {

void session_request::on_stream_started(const llm_stream_actor& stream) {
  if (is_ending()) {
    desk_.self->send(stream, end_atom::value, request_status::cancelled);
    return;
  }
  stream_ = stream;
  desk_.self->monitor(stream);
  if (cancelled_at_) {
    desk_.self->send(stream, cancel_atom::value, *cancelled_at_);
  }
}

/// The first event of an answer: what cannot wait for its end goes with it.
void session_request::say_streaming() {
  desk_.say(scope_, request_status::streaming, phrase::streaming,
            safety_ ? status_data{*safety_} : status_data{});
}

void session_request::on_screened(answer_safety found) {
  safety_ = found;
  followers_.tell(found);
}

void session_request::on_tokens(const completion_batch& batch) {
  if (cancelled_at_ || is_ending()) {
    return;
  }
  if (at_ != stage::following) {
    at_ = stage::streaming;
  }
  announce(request_status::streaming);
  followers_.tell(batch);
  if (asked_.wants_reasoning && !batch.reasoning.empty()) {
    desk_.feed.publish_reasoning(scope_, batch.reasoning);
  }
  if (batch.text.empty()) {
    return;
  }
  if (std::exchange(is_anew_, false)) {
    desk_.feed.replace_answer(scope_, batch.text);
    return;
  }
  desk_.feed.publish_text(scope_, batch.text, desk_.options().rollup_delay.count() > 0,
                          batch.received_at);
  // A crash must not make the conversation forget how grave it is.
  if (saved_bytes_ == 0 && safety_ && safety_->level >= safety_level::urgent) {
    save_progress();
  }
}

void session_request::on_seam(const answer_seam& seam) {
  if (cancelled_at_ || is_ending() || text().empty()) {
    return;
  }
  followers_.tell(seam);
  desk_.feed.publish(scope_, seam);
}

void session_request::restate() {
  if (!announced_) {
    // It will say so itself, once it is stored.
    return;
  }
  if (announced_ != request_status::streaming) {
    desk_.say(scope_, request_status::sending, phrase::sending);
    return;
  }
  say_streaming();
  // The lack of a text too, once it is settled: its client may have one of a lost attempt.
  if (!text().empty() || is_ending()) {
    desk_.feed.publish_snapshot(scope_);
  }
}

bool session_request::save_progress() {
  if (at_ != stage::streaming) {
    return false;
  }
  const auto store = store_of(desk_.self->system());
  if (saving_ || text().size() == saved_bytes_ || !store) {
    return true;
  }
  saving_ = true;
  saved_bytes_ = text().size();
  const auto saved = [book = &book_, number = number_](bool is_saved) {
    if (auto* still = book->find(number)) {
      still->saving_ = false;
      still->saved_bytes_ = is_saved ? still->saved_bytes_ : 0;
    }
  };
  desk_.asked
      .request(desk_.self, store, desk_.options().store_timeout, progress_atom::value,
               progress_record{desk_.user, id(), std::string{text()}, safety_})
      .then([saved](caf::ok_atom) { saved(true); }, [saved](const caf::error&) { saved(false); });
  return true;
}

void session_request::cancel() {
  if (at_ == stage::following) {
    desk_.self->send(answered_by_, cancel_atom::value, id());
    return;
  }
  cancelled_at_ = cancelled_at_.value_or(desk_.self->clock().now());
  if (is_held()) {
    conclude(request_status::cancelled, {});
  } else if (stream_) {
    desk_.self->send(stream_, cancel_atom::value, *cancelled_at_);
  } else if (const auto pool = pool_for(desk_.self->system(), asked_.kind);
             pool && at_ == stage::waiting) {
    desk_.self->send(pool, drop_atom::value, session_actor{desk_.self}, number_);
  }
}

void session_request::on_deserted() {
  if (at_ == stage::following) {
    // Who answers it may have other listeners.
    desk_.self->send(answered_by_, unfollow_atom::value, id(),
                     caf::actor_cast<caf::strong_actor_ptr>(desk_.self), number_);
    stop_following();
    // Its client may still come back, while the session goes on for another answer.
    fail({{ec::unavailable, "nobody came back in time to hear it"}, std::nullopt});
  } else if (followers_.empty() && !is_ending()) {
    cancel();
  }
}

void session_request::on_ended(const stream_outcome& outcome) {
  if (is_ending()) {
    return;
  }
  if (cancelled_at_) {
    conclude(request_status::cancelled, outcome.summary);
  } else if (outcome.status == request_status::error) {
    const auto why = outcome.failure.value_or(aurawell::error{ec::chat_failed, "no answer"});
    conclude_failed({why, outcome.retry_after});
  } else {
    if (outcome.failure) {
      spdlog::info("session {}: request {} is incomplete: {}", desk_.id.value, id().value,
                   outcome.failure->detail);
    }
    conclude(outcome.status, outcome.summary);
  }
}

void session_request::on_down(const caf::actor_addr& who) {
  followers_.on_down(who);
  if (stream_ && stream_.address() == who && !is_ending()) {
    conclude_failed({{ec::internal, "the stream actor died"}, std::nullopt});
  } else if (at_ == stage::following && answered_by_.address() == who) {
    on_gone();
  }
}

void session_request::conclude_failed(const refusal& why) {
  spdlog::info("session {}: request {} failed: {} {}", desk_.id.value, id().value,
               to_string(why.what.code), why.what.detail);
  conclude(request_status::error, {}, request_failure{why.what.code, why.retry_after, safety_});
}

void session_request::conclude(request_status status, answer_summary summary,
                               const std::optional<request_failure>& failure) {
  at_ = stage::storing_answer;
  stream_ = nullptr;
  if (!failure) {
    settle_text();
  }
  summary.text = desk_.feed.seal(id());
  summary.safety = safety_;
  auto end = desk_.ending(status, failure ? status_data{*failure} : status_data{summary});
  const auto store = store_of(desk_.self->system());
  if (!store) {
    fail({{ec::database_unreachable, "no store"}, std::nullopt});
    return;
  }
  answer_record answer{key_, id(), status, std::move(summary), std::chrono::system_clock::now()};
  answer.asked_by = desk_.user;
  if (failure) {
    answer.failure = failure->code;
  }
  // Its reply is the only way on, so that this request is there when it comes.
  desk_.asked
      .request(desk_.self, store, desk_.options().store_timeout, answer_atom::value,
               std::move(answer))
      .then([this, end = std::move(end)](caf::ok_atom) { finish(end); },
            [this](const caf::error& why) { fail(from_caf(why, ec::database_unreachable)); });
  book_.serve_held();
}

void session_request::settle_text() {
  if (is_anew_ && text().empty()) {
    announce(request_status::streaming);
    desk_.feed.replace_answer(scope_, {});
  }
}

void session_request::fail(const refusal& why) {
  finish(desk_.ending(request_status::error,
                      request_failure{why.what.code, why.retry_after, safety_}));
}

void session_request::finish(status_update end) {
  followers_.conclude(end);
  if (claimed_ && !is_repeat_) {
    desk_.shared().telemetry->answer_ended(asked_.kind, end.status);
  }
  desk_.end(scope_, std::move(end));
  desk_.feed.close_answer(id());
  book_.forget(number_);
}

}  // namespace aurawell::actors
