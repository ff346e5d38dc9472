// A request whose answer comes, from its own stream or from another session, until it finishes.

#include <caf/all.hpp>
#include <utility>

#include "actors/session/session_request.hpp"
#include "actors/system/directory.hpp"
#include "domain/log/log.hpp"

namespace aurawell::actors {

using namespace std::chrono_literals;

void session_request::on_stream_started(const llm_stream_actor& stream) {
  if (!is_running()) {
    // No effect if the stream has ended already.
    context_.self->send(stream, end_atom::value, request_status::cancelled);
    return;
  }
  if (is<stage::in_pool>()) {
    stage_.emplace<stage::streaming>();
  }
  std::get<stage::streaming>(stage_).stream = stream;
  context_.self->monitor(stream);
  if (cancelled_at_) {
    context_.self->send(stream, cancel_atom::value, *cancelled_at_);
  }
}

void session_request::on_screened(answer_safety found) {
  output_.set_safety(found);
}

void session_request::on_tokens(const completion_batch& batch) {
  if (cancelled_at_ || !(is_running() || is<followed_answer>())) {
    return;
  }
  if (is<stage::in_pool>()) {
    stage_.emplace<stage::streaming>();
  }
  const bool has_grown = output_.publish(batch, asked_.wants_reasoning);
  const auto* own = std::get_if<stage::streaming>(&stage_);
  if (has_grown && own != nullptr) {
    note_begin();
  }
  // A crash must not make the conversation forget how grave it is.
  if (has_grown && own != nullptr && own->saved_bytes == 0 && output_.is_urgent()) {
    save_progress();
  }
}

void session_request::on_seam(const answer_seam& seam) {
  if (!cancelled_at_ && (is_running() || is<followed_answer>())) {
    output_.publish(seam);
  }
}

bool session_request::save_progress() {
  auto* own = std::get_if<stage::streaming>(&stage_);
  if (own == nullptr) {
    return false;
  }
  const auto text = output_.text();
  if (own->is_saving || text.size() == own->saved_bytes) {
    return true;
  }
  own->is_saving = true;
  own->saved_bytes = text.size();
  const auto note = [weak = weak_from_this()](std::optional<ec> failure) {
    const auto request = weak.lock();
    auto* still = request ? std::get_if<stage::streaming>(&request->stage_) : nullptr;
    if (still != nullptr && failure == ec::answered_elsewhere) {
      request->on_replaced();
    } else if (still != nullptr) {
      still->is_saving = false;
      still->saved_bytes = failure ? 0 : still->saved_bytes;
    }
  };
  context_.ask_store(
      progress_atom::value,
      progress_record{context_.user, id(), std::string{text}, output_.safety(), term_},
      [note](caf::ok_atom) { note({}); },
      [note](const refusal& reason) { note(reason.cause.code); });
  return true;
}

void session_request::cancel() {
  if (const auto* followed = std::get_if<followed_answer>(&stage_)) {
    followed->cancel();
    return;
  }
  cancelled_at_ = cancelled_at_.value_or(context_.self->clock().now());
  if (is<stage::held>()) {
    store_answer(request_status::cancelled, {});
  } else if (is<stage::elsewhere>()) {
    cancel_elsewhere();
  } else if (const auto* own = std::get_if<stage::streaming>(&stage_);
             own != nullptr && own->stream) {
    context_.self->send(own->stream, cancel_atom::value, *cancelled_at_);
  } else if (const auto pool = pool_for(context_.self->system(), asked_.kind);
             pool && is<stage::in_pool>()) {
    context_.self->send(pool, drop_atom::value, session_actor{context_.self}, number_);
  }
}

void session_request::on_client_lost() {
  if (auto* followed = std::get_if<followed_answer>(&stage_)) {
    followed->unfollow();
    // The client may still come back, while the session stays for another answer.
    fail_unstored({{ec::unavailable, "nobody came back in time to hear it"}, std::nullopt});
  } else if (output_.followers.empty() && !is_decided()) {
    cancel();
  }
}

void session_request::on_stream_ended(const stream_outcome& outcome) {
  if (!is_running()) {
    return;
  }
  if (cancelled_at_) {
    store_answer(request_status::cancelled, outcome.summary);
  } else if (outcome.status == request_status::error) {
    const auto reason = outcome.failure.value_or(aurawell::error{ec::chat_failed, "no answer"});
    store_failure({reason, outcome.retry_after});
  } else {
    if (outcome.failure) {
      logging::info("request.incomplete", {{"session", context_.id},
                                           {"request", id()},
                                           {"trace", trace_.id()},
                                           {"code", to_string(outcome.failure->code)},
                                           {"detail", outcome.failure->detail}});
    }
    store_answer(outcome.status, outcome.summary);
  }
}

void session_request::on_down(const caf::actor_addr& actor) {
  output_.followers.on_down(actor);
  const auto* own = std::get_if<stage::streaming>(&stage_);
  const auto* followed = std::get_if<followed_answer>(&stage_);
  if (own != nullptr && own->stream && own->stream.address() == actor) {
    store_failure({{ec::internal, "the stream actor died"}, std::nullopt});
  } else if (followed != nullptr && followed->is_from(actor)) {
    on_source_lost();
  }
}

void session_request::on_snapshot(const std::string& text) {
  if (auto* followed = std::get_if<followed_answer>(&stage_)) {
    followed->on_snapshot(text);
  }
}

void session_request::on_source_finished(const status_update& end) {
  if (auto* followed = std::get_if<followed_answer>(&stage_)) {
    finish(followed->on_finished(end));
  }
}

/// The store knows more, or this session answers.
void session_request::on_source_lost() {
  const auto* followed = std::get_if<followed_answer>(&stage_);
  if (followed == nullptr) {
    return;
  }
  if (followed->attempt() < followed_answer::most_attempts) {
    start(followed->attempt() + 1);
  } else {
    fail_unstored({{ec::unavailable, "the answer could not be found"}, std::nullopt});
  }
}

void session_request::on_follow(const session_actor& session, ticket number) {
  if (is<followed_answer>()) {
    context_.self->send(session, unknown_atom::value, number);
  } else {
    output_.followers.add(session, number, output_.text(), output_.safety());
  }
}

void session_request::store_failure(const refusal& reason) {
  store_answer(request_status::error, {}, log_failure(reason));
}

void session_request::store_answer(request_status status, answer_summary summary,
                                   const std::optional<request_failure>& failure) {
  if (!failure) {
    output_.settle_text();
  }
  summary.text = output_.seal_text();
  summary.safety = output_.safety();
  stage_ = stage::storing_answer{
      context_.terminal_status(status, failure ? status_data{*failure} : status_data{summary})};
  answer_record answer{key_, id(), status, std::move(summary), std::chrono::system_clock::now()};
  answer.asked_by = context_.user;
  answer.term = term_;
  if (failure) {
    answer.failure = failure->code;
  }
  note_write();
  context_.ask_store(answer_atom::value, std::move(answer),
                     to_this(&session_request::on_answer_stored),
                     to_this(&session_request::on_answer_refused));
  owner_.run_held();
}

void session_request::on_answer_stored(caf::ok_atom) {
  report_write({});
  if (auto* stored = std::get_if<stage::storing_answer>(&stage_)) {
    finish(std::move(stored->end));
  }
}

void session_request::fail_unstored(const refusal& reason) {
  report_write(reason.cause.code);
  finish(context_.terminal_status(request_status::error, log_failure(reason)));
}

void session_request::finish(status_update end) {
  if (is_claimed_) {
    answer_report ended{asked_.kind, over_, end.status};
    if (const auto* failure = std::get_if<request_failure>(&end.data)) {
      ended.failure = failure->code;
    }
    ended.duration = context_.self->clock().now() - asked_at_;
    context_.shared().telemetry->answer_ended(ended);
    log_access(end);
    report_span(end);
  }
  finish_uncounted(std::move(end));
}

/// Also of one that was counted before, when its answer was stored.
void session_request::finish_uncounted(status_update end) {
  stage_.emplace<stage::finished>();
  output_.finish(std::move(end));
  release_claim();
  owner_.on_finished(*this);
}

void session_request::release_claim() {
  if (std::exchange(is_claimed_, false)) {
    context_.shared().registry->release(context_.user, id());
  }
}

}  // namespace aurawell::actors
