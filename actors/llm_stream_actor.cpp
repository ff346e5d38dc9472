#include "actors/llm_stream_actor.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <caf/all.hpp>
#include <functional>
#include <utility>

#include "actors/errors.hpp"
#include "domain/text_pieces.hpp"
#include "domain/usage_estimate.hpp"

namespace aurawell::actors {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

/// What a token is about, where only the size of a text is known.
constexpr std::size_t bytes_per_token = 4;

/// Turns the source's calls into messages. It holds the actor only as an address to
/// send to: what arrives after the end is dropped by CAF.
class stream_sink final : public completion_sink {
 public:
  stream_sink(llm_stream_actor stream, std::uint32_t attempt)
      : stream_{std::move(stream)}, attempt_{attempt} {}

  void on_batch(completion_batch batch) override {
    caf::anon_send(stream_, batch_atom::value, attempt_, std::move(batch));
  }
  void on_end(completion_end end) override {
    caf::anon_send(stream_, finish_atom::value, attempt_, std::move(end));
  }

 private:
  llm_stream_actor stream_;
  std::uint32_t attempt_;
};

completion_failure failure_of(ec code, std::string detail) {
  return {{code, std::move(detail)}, 0, std::nullopt, true};
}

/// Different for each answer, so that their pauses spread; the same in each run of a test.
std::uint64_t seed_of(const advice_job& job) {
  return std::hash<request_id>{}(job.request) * 31 + std::hash<user_id>{}(job.key.user);
}

/// A chunk is at least a token, but some servers put a whole paragraph into one.
std::uint64_t tokens_in(const completion_batch& batch) {
  return std::max<std::uint64_t>(
      batch.chunks, (batch.text.size() + batch.reasoning.size()) / (2 * bytes_per_token));
}

seam_reason reason_of(alarm clock) {
  return clock == alarm::none   ? seam_reason::broken
         : clock == alarm::pace ? seam_reason::slow
                                : seam_reason::stalled;
}

}  // namespace

llm_stream_state::time_point llm_stream_state::now() const {
  return self_->clock().now();
}

void llm_stream_state::start(self_pointer owner, advice_job_ptr what, answer_order how,
                             std::shared_ptr<const provider_chain> who) {
  self_ = owner;
  job_ = std::move(what);
  request_ = std::move(how.request);
  summary_.safety = how.safety;
  chain_ = std::move(who);
  started_ = now();
  clocks_ = {started_, chain_->front().clocks.total_timeout};
  plan_.emplace(chain_, clocks_.deadline(), seed_of(*job_));
  self_->monitor(job_->session);
  say_first(std::move(how.preamble));
  ask_somebody();
}

/// It is part of the answer, but no provider's: another one may still be asked behind it.
void llm_stream_state::say_first(std::string preamble) {
  if (preamble.empty()) {
    return;
  }
  completion_batch batch;
  batch.text = std::move(preamble) + "\n\n";
  preamble_bytes_ = batch.text.size();
  self_->send(job_->session, tokens_atom::value, job_->number, std::move(batch));
}

void llm_stream_state::ask_somebody() {
  if (auto chosen = plan_->choose(now())) {
    begin_attempt(std::move(*chosen));
    return;
  }
  auto why = last_failure_.value_or(
      failure_of(ec::ai_unavailable, "every language model is out of order at the moment"));
  give_up(std::move(why));
}

void llm_stream_state::give_up(completion_failure why) {
  if (!why.retry_after) {
    why.retry_after = plan_->next_probe(now());
  }
  finish(has_said_nothing() ? request_status::error : request_status::incomplete, std::move(why));
}

void llm_stream_state::begin_attempt(retry_plan::choice chosen) {
  const auto& asked = (*chain_)[chosen.provider];
  attempt_.emplace(asked, std::move(chosen.leave), now(), text_.size());
  clocks_.begin_attempt(asked.clocks, now(), plan_->header_timeout(now()));
  if (text_.empty()) {
    summary_.provider = asked.name;
  }
  attempt_->start(request_, std::make_shared<stream_sink>(caf::actor_cast<llm_stream_actor>(self_),
                                                          ++attempt_number_));
  watch_clocks();
}

void llm_stream_state::end_attempt() {
  attempt_.reset();
  // Whatever still comes from the source belongs to no attempt any more.
  ++attempt_number_;
}

void llm_stream_state::on_batch(std::uint32_t from_attempt, completion_batch& batch) {
  if (from_attempt != attempt_number_) {
    return;
  }
  if (!batch.reasoning.empty() && attempt_->reasoning_bytes() == 0 && reasoning_bytes_ > 0) {
    // Thoughts of an attempt that failed have been shown: these are others.
    batch.reasoning.insert(0, "\n\n");
  }
  note_progress(batch);
  if (!join(batch)) {
    return;
  }
  if (is_too_long(batch)) {
    summary_.finish_reason = "length";
    attempt_->abandon(to_string(ec::chat_failed), now());
    finish(request_status::incomplete,
           failure_of(ec::chat_failed, "the answer grew over its limit"));
    return;
  }
  forward(batch);
}

void llm_stream_state::note_progress(const completion_batch& batch) {
  if (!batch.text.empty() || !batch.reasoning.empty()) {
    clocks_.note_tokens(now(), tokens_in(batch));
  } else {
    clocks_.note_header(now());
  }
  watch_clocks();
  attempt_->note(batch, now());
  reasoning_bytes_ += batch.reasoning.size();
  if (batch.model) {
    summary_.model = *batch.model;
  }
  if (batch.finish_reason) {
    summary_.finish_reason = *batch.finish_reason;
  }
}

bool llm_stream_state::join(completion_batch& batch) {
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
         attempt_->asked().clocks.max_answer_bytes;
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

void llm_stream_state::on_finish(std::uint32_t from_attempt, const completion_end& end) {
  if (from_attempt != attempt_number_) {
    return;
  }
  if (end.failure) {
    fail_attempt({*end.failure});
    return;
  }
  if (seam_) {
    completion_batch held;
    held.text = seam_->finish();
    if (seam_->differs()) {
      fail_attempt({failure_of(ec::chat_failed, "the model began another answer")});
      return;
    }
    forward(held);
  }
  attempt_->succeed(now());
  finish(request_status::done, std::nullopt);
}

void llm_stream_state::fail_attempt(attempt_failure failed) {
  attempt_->fail(failed, now());
  spdlog::info("request {}: {} failed: {} {}", job_->request.value, attempt_->asked().name,
               to_string(failed.why.what.code), failed.why.what.detail);
  last_failure_ = failed.why;
  if (text_.empty()) {
    try_again(failed);
  } else {
    go_on(failed);
  }
}

void llm_stream_state::try_again(const attempt_failure& failed) {
  const auto next = plan_->after(failed, now());
  if (!next) {
    give_up(failed.why);
    return;
  }
  settle_usage(attempt_->brought_anything());
  attempt_->asked().telemetry->recovered(attempt_->asked().name, next->how);
  end_attempt();
  if (next->pause.count() == 0) {
    ask_somebody();
  } else {
    clocks_.pause(now() + next->pause);
    watch_clocks();
  }
}

/// The text stays: it can only be continued, once. Until the first word behind the seam
/// another provider may still take its place.
void llm_stream_state::go_on(const attempt_failure& failed) {
  const bool is_continued = seam_ && !unmarked_;
  const bool may_pass = failed.why.retryable || failed.why.other_key || unmarked_;
  auto chosen = is_continued || !may_pass
                    ? std::nullopt
                    : plan_->choose_continuation(failed.clock != alarm::none, now());
  if (!chosen) {
    finish(request_status::incomplete, failed.why);
    return;
  }
  settle_usage(true);
  attempt_->asked().telemetry->recovered(attempt_->asked().name, recovery::continuation);
  end_attempt();
  request_.partial = text_;
  seam_.emplace(text_);
  unmarked_ = unmarked_.value_or(reason_of(failed.clock));
  begin_attempt(std::move(*chosen));
}

/// Counts what the attempt that ends cost.
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

void llm_stream_state::on_end(request_status wanted) {
  if (attempt_) {
    attempt_->abandon(to_string(ec::unavailable), now());
  }
  finish(wanted, std::nullopt);
}

void llm_stream_state::on_cancel(time_point asked_at) {
  if (attempt_) {
    attempt_->cancel(asked_at, now());
  }
  finish(request_status::cancelled, std::nullopt);
}

void llm_stream_state::on_session_down() {
  if (attempt_) {
    attempt_->abandon(to_string(ec::internal), now());
  }
  end_attempt();
  self_->quit();
}

void llm_stream_state::finish(request_status status, std::optional<completion_failure> why) {
  if (attempt_) {
    // Where a part of the answer had to be estimated, or nobody will say any more.
    settle_usage(status != request_status::done || summary_.usage);
  }
  end_attempt();
  stream_outcome outcome;
  outcome.status = status;
  outcome.text_bytes = preamble_bytes_ + text_.size();
  outcome.summary = std::move(summary_);
  outcome.summary.duration = duration_cast<milliseconds>(now() - started_);
  if (why) {
    outcome.failure = why->what;
    outcome.retry_after = why->retry_after;
  }
  self_->send(job_->session, ended_atom::value, job_->number, std::move(outcome));
  self_->demonitor(job_->session.address());
  self_->quit();
}

// One pending message serves all clocks: each progress only moves the deadline, and
// the message looks again when it arrives.
void llm_stream_state::watch_clocks() {
  const auto due = clocks_.next();
  if (check_at_ && *check_at_ <= due) {
    return;
  }
  check_at_ = due;
  self_->delayed_send(self_, due - now(), check_atom::value);
}

void llm_stream_state::on_check() {
  if (check_at_ && now() < *check_at_) {
    return;
  }
  check_at_.reset();
  on_alarm(clocks_.look(now()));
}

void llm_stream_state::on_alarm(alarm rung) {
  switch (rung) {
    case alarm::none: watch_clocks(); return;
    case alarm::pause: ask_somebody(); return;
    case alarm::total:
      if (attempt_) {
        attempt_->abandon(name_of(rung), now());
      }
      finish(has_said_nothing() ? request_status::error : request_status::incomplete,
             failure_of(ec::timed_out, "the answer took longer than its total time"));
      return;
    case alarm::header:
    case alarm::first_token:
      fail_attempt({failure_of(ec::timed_out, "the model did not begin to answer"), rung});
      return;
    case alarm::token:
      fail_attempt({failure_of(ec::timed_out, "the model stopped sending"), rung});
      return;
    case alarm::pace:
      fail_attempt({failure_of(ec::timed_out, "the model became too slow"), rung});
      return;
  }
}

llm_stream_actor::behavior_type run_llm_stream(llm_stream_state::self_pointer self,
                                               advice_job_ptr job, answer_order order,
                                               std::shared_ptr<const provider_chain> chain) {
  auto& state = self->state;
  self->set_exception_handler(end_with_error);
  self->set_down_handler([&state](const caf::down_msg&) { state.on_session_down(); });
  state.start(self, std::move(job), std::move(order), std::move(chain));
  return {
      [&state](end_atom, request_status wanted) { state.on_end(wanted); },
      [&state](cancel_atom, llm_stream_state::time_point asked_at) { state.on_cancel(asked_at); },
      [&state](batch_atom, std::uint32_t attempt, completion_batch& batch) {
        state.on_batch(attempt, batch);
      },
      [&state](finish_atom, std::uint32_t attempt, const completion_end& end) {
        state.on_finish(attempt, end);
      },
      [&state](check_atom) { state.on_check(); },
  };
}

}  // namespace aurawell::actors
