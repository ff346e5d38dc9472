// One answer: the path from a provider to the session, and the end.

#include "actors/stream/llm_stream_actor.hpp"

#include <algorithm>
#include <caf/all.hpp>
#include <functional>
#include <utility>

#include "actors/system/errors.hpp"
#include "domain/models/usage_estimate.hpp"
#include "domain/text/text_pieces.hpp"

namespace aurawell::actors {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

/// Approximate size of a token, for texts of which only the size is known.
constexpr std::size_t bytes_per_token = 4;

/// Different for each answer, so that their pauses differ; the same in each run of a test.
std::uint64_t seed_of(const advice_job& job) {
  return std::hash<request_id>{}(job.request) * 31 + std::hash<user_id>{}(job.key.user);
}

/// A chunk is at least a token, but some servers put a whole paragraph into one.
std::uint64_t tokens_in(const completion_batch& batch) {
  return std::max<std::uint64_t>(
      batch.chunks, (batch.text.size() + batch.reasoning.size()) / (2 * bytes_per_token));
}

}  // namespace

llm_stream_state::time_point llm_stream_state::now() const {
  return self_->clock().now();
}

void llm_stream_state::start(self_pointer owner, advice_job_ptr job, answer_order order) {
  self_ = owner;
  next_look_.start(self_, [this] { check_clocks(); });
  job_ = std::move(job);
  request_ = std::move(order.request);
  checked_for_ = order.checked_for;
  chain_ = std::move(order.chain);
  started_ = now();
  clocks_ = {started_, chain_->front().options.total_timeout};
  plan_.emplace(chain_, clocks_.deadline(), seed_of(*job_));
  self_->monitor(job_->session);
  if (order.safety) {
    self_->send(job_->session, screen_atom::value, job_->number, *order.safety);
  }
  send_opening(std::move(order.opening));
  ask_next_provider();
}

/// It is part of the answer, but no provider's: another one may still be asked behind it.
void llm_stream_state::send_opening(std::string opening) {
  if (opening.empty()) {
    return;
  }
  completion_batch batch;
  batch.text = std::move(opening) + "\n\n";
  opening_bytes_ = batch.text.size();
  self_->send(job_->session, tokens_atom::value, job_->number, std::move(batch));
}

void llm_stream_state::on_batch(std::uint32_t from_attempt, completion_batch& batch) {
  if (from_attempt != attempt_number_) {
    return;
  }
  if (!batch.reasoning.empty() && attempt_->reasoning_bytes() == 0 && reasoning_bytes_ > 0) {
    // Thoughts of a failed attempt have been shown: these are others.
    batch.reasoning.insert(0, "\n\n");
  }
  note_progress(batch);
  if (!pass_seam(batch)) {
    return;
  }
  if (is_too_long(batch)) {
    summary_.finish_reason = "length";
    attempt_->abandon(to_string(ec::chat_failed), now());
    end_stream(request_status::incomplete,
               failure_of(ec::chat_failed, "the answer grew over its limit"));
    return;
  }
  forward(batch);
}

void llm_stream_state::note_progress(const completion_batch& batch) {
  // Held-back words also show that the model continues.
  if (!batch.text.empty() || !batch.reasoning.empty() ||
      (batch.chunks > 0 && clocks_.is_finished())) {
    clocks_.note_tokens(now(), tokens_in(batch));
    // A reason that came before words is ignored.
    summary_.finish_reason.clear();
    held_text_.clear();
  } else {
    clocks_.note_header(now());
  }
  if (batch.finish_reason && batch.words_may_follow) {
    clocks_.note_likely_finish();
    likely_reason_ = *batch.finish_reason;
  } else if (batch.finish_reason) {
    clocks_.note_finish(now());
    summary_.finish_reason = *batch.finish_reason;
    held_text_ = batch.held_text;
  }
  schedule_next_look();
  attempt_->note(batch, now());
  has_text_ = has_text_ || !batch.text.empty();
  reasoning_bytes_ += batch.reasoning.size();
  summary_.model = batch.model.value_or(summary_.model);
}

bool llm_stream_state::pass_seam(completion_batch& batch) {
  if (!seam_) {
    return true;
  }
  batch.text = seam_->feed(batch.text);
  if (seam_->differs()) {
    fail_attempt({failure_of(ec::chat_failed, "the model began another answer")});
    return false;
  }
  return true;
}

bool llm_stream_state::is_too_long(const completion_batch& batch) const {
  return text_.size() + batch.text.size() + reasoning_bytes_ >
         attempt_->asked().options.max_answer_bytes;
}

void llm_stream_state::forward(completion_batch& batch) {
  if (batch.text.empty() && batch.reasoning.empty()) {
    return;
  }
  if (!batch.text.empty()) {
    if (const auto reason = std::exchange(unmarked_, std::nullopt)) {
      summary_.provider = attempt_->asked().name;
      self_->send(job_->session, seam_atom::value, job_->number,
                  answer_seam{summary_.provider, *reason});
    }
    if (!summary_.first_token) {
      summary_.first_token = duration_cast<milliseconds>(now() - started_);
    }
    text_ += batch.text;
  }
  self_->send(job_->session, tokens_atom::value, job_->number, std::move(batch));
}

void llm_stream_state::on_transfer_finished(std::uint32_t from_attempt,
                                            const transfer_result& end) {
  if (from_attempt != attempt_number_) {
    return;
  }
  if (end.failure && !(end.failure->is_blank && has_answered())) {
    fail_attempt({*end.failure});
  } else {
    on_model_finished();
  }
}

bool llm_stream_state::close_seam() {
  completion_batch held;
  held.text = seam_ ? seam_->finish() : std::string{};
  forward(held);
  return !seam_ || !seam_->differs();
}

void llm_stream_state::on_model_finished() {
  if (close_seam()) {
    end_as_done();
  } else {
    fail_attempt({failure_of(ec::chat_failed, "the model began another answer")});
  }
}

void llm_stream_state::end_as_done() {
  attempt_->succeed(now());
  end_stream(request_status::done, std::nullopt);
}

/// Counts the usage of the attempt that ends.
void llm_stream_state::settle_usage(bool is_estimate_wanted) {
  if (attempt_->usage()) {
    add_usage(summary_.usage, *attempt_->usage());
  } else if (is_estimate_wanted) {
    const auto own_text = std::string_view{text_}.substr(attempt_->text_begin());
    add_usage(summary_.usage,
              estimate_usage(request_, text_pieces(own_text).size() +
                                           attempt_->reasoning_bytes() / bytes_per_token));
  }
}

void llm_stream_state::on_end_request(request_status wanted) {
  if (attempt_ && clocks_.is_finished()) {
    release_held_text();
    if (has_answered() && close_seam()) {
      end_as_done();
      return;
    }
  }
  if (attempt_) {
    attempt_->abandon(to_string(ec::unavailable), now());
  }
  end_stream(wanted, std::nullopt);
}

void llm_stream_state::on_cancel(time_point asked_at) {
  if (attempt_) {
    attempt_->cancel(asked_at, now());
  }
  end_stream(request_status::cancelled, std::nullopt);
}

void llm_stream_state::on_session_down() {
  if (attempt_) {
    attempt_->abandon(to_string(ec::internal), now());
  }
  end_attempt();
  self_->quit();
}

void llm_stream_state::end_stream(request_status status,
                                  std::optional<completion_failure> failure) {
  if (attempt_) {
    // When a part of the answer was estimated, or no more usage will come.
    settle_usage(status != request_status::done || summary_.usage);
  }
  end_attempt();
  if (status == request_status::done || status == request_status::incomplete) {
    correct();
  }
  stream_outcome outcome;
  outcome.status = status;
  outcome.text_bytes = opening_bytes_ + text_.size() + correction_bytes_;
  outcome.summary = std::move(summary_);
  outcome.summary.duration = duration_cast<milliseconds>(now() - started_);
  if (failure) {
    outcome.failure = failure->cause;
    outcome.retry_after = failure->retry_after;
  }
  self_->send(job_->session, ended_atom::value, job_->number, std::move(outcome));
  self_->quit();
}

llm_stream_actor::behavior_type run_llm_stream(llm_stream_state::self_pointer self,
                                               advice_job_ptr job, answer_order order) {
  auto& state = self->state;
  self->set_exception_handler(end_with_error);
  self->set_down_handler([&state](const caf::down_msg&) { state.on_session_down(); });
  state.start(self, std::move(job), std::move(order));
  return {
      [&state](end_atom, request_status wanted) { state.on_end_request(wanted); },
      [&state](cancel_atom, llm_stream_state::time_point asked_at) { state.on_cancel(asked_at); },
      [&state](batch_atom, std::uint32_t attempt, completion_batch& batch) {
        state.on_batch(attempt, batch);
      },
      [&state](finish_atom, std::uint32_t attempt, const transfer_result& end) {
        state.on_transfer_finished(attempt, end);
      },
  };
}

}  // namespace aurawell::actors
