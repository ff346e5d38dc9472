#include "actors/llm_stream_actor.hpp"

#include <algorithm>
#include <caf/all.hpp>

namespace aurawell::actors {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

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

completion_failure timed_out(std::string detail) {
  return {{ec::timed_out, std::move(detail)}, 0, std::nullopt, true};
}

}  // namespace

llm_stream_state::time_point llm_stream_state::now() const {
  return self_->clock().now();
}

void llm_stream_state::start(self_pointer owner, advice_job_ptr what, completion_request how,
                             std::shared_ptr<const provider_chain> who) {
  self_ = owner;
  job_ = std::move(what);
  request_ = std::move(how);
  chain_ = std::move(who);
  started_ = now();
  self_->monitor(job_->session);
  begin_attempt();
}

void llm_stream_state::begin_attempt() {
  ++attempt_;
  phase_ = phase::awaiting_header;
  progressed_ = now();
  summary_.provider = current().name;
  auto sink = std::make_shared<stream_sink>(caf::actor_cast<llm_stream_actor>(self_), attempt_);
  transfer_ = current().source->start(request_, std::move(sink));
  watch_clocks();
}

void llm_stream_state::on_batch(std::uint32_t from_attempt, completion_batch& batch) {
  if (from_attempt != attempt_) {
    return;
  }
  note_progress(batch);
  reasoning_bytes_ += batch.reasoning.size();
  if (text_bytes_ + batch.text.size() + reasoning_bytes_ > current().clocks.max_answer_bytes) {
    summary_.finish_reason = "length";
    finish(request_status::incomplete,
           completion_failure{{ec::chat_failed, "the answer grew over its limit"}, 0, {}, false});
    return;
  }
  forward(batch);
}

void llm_stream_state::note_progress(const completion_batch& batch) {
  const bool brought_something = !batch.text.empty() || !batch.reasoning.empty();
  if (brought_something) {
    phase_ = phase::streaming;
    progressed_ = now();
  } else if (phase_ == phase::awaiting_header) {
    phase_ = phase::awaiting_token;
    progressed_ = now();
    watch_clocks();
  }
  if (!batch.text.empty() && !summary_.first_token) {
    summary_.first_token = duration_cast<milliseconds>(progressed_ - started_);
  }
  if (batch.model) {
    summary_.model = *batch.model;
  }
  if (batch.usage) {
    summary_.usage = batch.usage;
  }
  if (batch.finish_reason) {
    summary_.finish_reason = *batch.finish_reason;
  }
}

void llm_stream_state::forward(completion_batch& batch) {
  if (batch.text.empty() && batch.reasoning.empty()) {
    return;
  }
  text_bytes_ += batch.text.size();
  self_->send(job_->session, tokens_atom::value, job_->number, std::move(batch));
}

void llm_stream_state::on_finish(std::uint32_t from_attempt, const completion_end& end) {
  if (from_attempt != attempt_) {
    return;
  }
  if (end.failure) {
    fail_attempt(*end.failure);
  } else {
    finish(request_status::done, std::nullopt);
  }
}

void llm_stream_state::fail_attempt(const completion_failure& why) {
  transfer_.reset();
  if (text_bytes_ > 0) {
    finish(request_status::incomplete, why);
  } else if (provider_index_ + 1 < chain_->size() && why.what.code != ec::chat_failed) {
    // `chat_failed` means that the request itself is wrong: nobody else would take it.
    ++provider_index_;
    begin_attempt();
  } else {
    finish(request_status::error, why);
  }
}

void llm_stream_state::on_end(request_status wanted) {
  finish(wanted, std::nullopt);
}

void llm_stream_state::on_session_down() {
  transfer_.reset();
  self_->quit();
}

void llm_stream_state::finish(request_status status, std::optional<completion_failure> why) {
  transfer_.reset();
  // Whatever still comes from the source belongs to no attempt any more.
  ++attempt_;
  stream_outcome outcome;
  outcome.status = status;
  outcome.text_bytes = text_bytes_;
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

llm_stream_state::time_point llm_stream_state::next_deadline() const {
  const auto& clocks = current().clocks;
  const auto whole = started_ + chain_->front().clocks.total_timeout;
  switch (phase_) {
    case phase::awaiting_header: return std::min(whole, progressed_ + clocks.header_timeout);
    case phase::awaiting_token: return std::min(whole, progressed_ + clocks.first_token_timeout);
    case phase::streaming: return std::min(whole, progressed_ + clocks.token_timeout);
  }
  return whole;
}

// One pending message serves all clocks: each progress only moves the deadline, and
// the message looks again when it arrives.
void llm_stream_state::watch_clocks() {
  const auto deadline = next_deadline();
  if (check_at_ && *check_at_ <= deadline) {
    return;
  }
  check_at_ = deadline;
  self_->delayed_send(self_, deadline - now(), check_atom::value);
}

void llm_stream_state::on_check() {
  if (check_at_ && now() < *check_at_) {
    return;
  }
  check_at_.reset();
  if (now() < next_deadline()) {
    watch_clocks();
    return;
  }
  if (now() >= started_ + chain_->front().clocks.total_timeout) {
    finish(text_bytes_ > 0 ? request_status::incomplete : request_status::error,
           timed_out("the answer took longer than its total time"));
    return;
  }
  fail_attempt(timed_out(phase_ == phase::streaming ? "the model stopped sending"
                                                    : "the model did not begin to answer"));
}

llm_stream_actor::behavior_type run_llm_stream(llm_stream_state::self_pointer self,
                                               advice_job_ptr job, completion_request request,
                                               std::shared_ptr<const provider_chain> chain) {
  auto& state = self->state;
  self->set_down_handler([&state](const caf::down_msg&) { state.on_session_down(); });
  state.start(self, std::move(job), std::move(request), std::move(chain));
  return {
      [&state](end_atom, request_status wanted) { state.on_end(wanted); },
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
