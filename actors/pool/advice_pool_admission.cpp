// Admission and refusal of questions, hints for a retry, and the published state.

#include <algorithm>
#include <caf/all.hpp>

#include "actors/pool/advice_pool.hpp"

namespace aurawell::actors {

using std::chrono::milliseconds;

milliseconds advice_pool_state::retry_hint() const {
  return release_rate_.retry_hint(line_.size() + 1, options().max_streams);
}

std::optional<place_release_rate::duration> advice_pool_state::expected_wait(
    std::size_t place) const {
  const std::size_t places = options().max_streams;
  const auto free = places - std::min(places, places_taken());
  return free < place ? release_rate_.expected_wait(place - free, places, now()) : std::nullopt;
}

std::optional<advice_pool_state::rejection> advice_pool_state::reason_to_refuse(
    const user_id& asker) const {
  const auto because = [hint = retry_hint()](refusal_reason reason, const char* told) {
    return rejection{reason, {{ec::unavailable, told}, hint}};
  };
  if (stopping_) {
    return because(refusal_reason::stopping, "the server is stopping");
  }
  const auto own = per_user_.find(asker);
  if (own != per_user_.end() && own->second >= options().per_user) {
    return because(refusal_reason::too_many_of_user, "too many questions of this user are running");
  }
  const bool would_wait =
      !line_.empty() || places_taken() >= options().max_streams || bench_.idle() == 0;
  if (!would_wait) {
    return std::nullopt;
  }
  if (line_.size() >= options().queue) {
    return because(refusal_reason::queue_full, "the queue is full");
  }
  const auto place =
      own == per_user_.end() ? line_.place_of_first() : line_.place_of_another(asker);
  if (const auto wait = expected_wait(place); wait && *wait > options().queue_timeout) {
    return because(refusal_reason::queue_too_slow,
                   "it would wait longer than it may for a free place");
  }
  return std::nullopt;
}

caf::result<llm_stream_actor> advice_pool_state::on_ask(const advice_job_ptr& job) {
  if (const auto failure = reason_to_refuse(job->asker())) {
    ++refused_;
    surroundings_.telemetry->question_refused(surroundings_.kind, failure->reason);
    write_board();
    return to_caf(failure->told);
  }
  ++admitted_;
  auto promise = self_->make_response_promise<llm_stream_actor>();
  pooled_question question;
  question.job = job;
  question.promise = promise;
  question.asked = now();
  question.is_first = ++per_user_[job->asker()] == 1;
  question.deadline = question.asked + options().queue_timeout;
  line_.push(std::move(question));
  assign_places();
  return promise;
}

void advice_pool_state::refuse(pooled_question& question, const refusal& failure) {
  decrease_count(question.asker());
  question.promise.deliver(to_caf(failure));
}

void advice_pool_state::refuse_admitted(pooled_question& question, refusal_reason reason,
                                        const aurawell::error& failure) {
  ++refused_;
  surroundings_.telemetry->question_refused(surroundings_.kind, reason);
  if (!question.retried && question.given == time_point{}) {
    report_wait(question, failure.code);
  }
  const auto hint = retry_hint();
  refuse(question, {failure, hint});
}

void advice_pool_state::report_wait(const pooled_question& question,
                                    std::optional<ec> failure) const {
  const auto& trace = question.job->trace;
  if (!trace.is_recorded()) {
    return;
  }
  auto span = trace.span_inside(span_kind::internal, "queue", now() - question.asked);
  span.attributes = {{"aurawell.pool", std::string{pool_name(surroundings_.kind)}}};
  if (failure) {
    span.error_type = to_string(*failure);
  }
  trace.report(std::move(span));
}

void advice_pool_state::decrease_count(const user_id& asker) {
  const auto own = per_user_.find(asker);
  if (--own->second == 0) {
    per_user_.erase(own);
  }
}

void advice_pool_state::write_board() const {
  const auto wait = expected_wait(line_.place_of_first());
  surroundings_.board->with_lock([&](auto& pools) {
    auto& shown = pools[surroundings_.kind];
    shown.workers = static_cast<std::uint32_t>(bench_.size());
    shown.idle_workers = static_cast<std::uint32_t>(bench_.idle());
    shown.preparing = static_cast<std::uint32_t>(bench_.busy());
    shown.streaming = static_cast<std::uint32_t>(surroundings_.streams->size());
    shown.waiting = static_cast<std::uint32_t>(line_.size());
    shown.users = static_cast<std::uint32_t>(per_user_.size());
    shown.admitted = admitted_;
    shown.refused = refused_;
    shown.expected_wait = std::chrono::duration_cast<milliseconds>(
        wait.value_or(place_release_rate::duration::zero()));
  });
}

}  // namespace aurawell::actors
