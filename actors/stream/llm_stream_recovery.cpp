// Attempts at providers, recovery after failures, and timeouts.

#include <caf/all.hpp>
#include <utility>

#include "actors/stream/llm_stream_actor.hpp"
#include "domain/chat/finish_reason.hpp"
#include "domain/log/log.hpp"
#include "domain/text/sentence_end.hpp"

namespace aurawell::actors {
namespace {

/// Turns the source's calls into messages. It refers to the actor weakly: CAF drops what arrives
/// after the end.
class stream_sink final : public completion_sink {
 public:
  stream_sink(llm_stream_actor stream, std::uint32_t attempt)
      : stream_{std::move(stream)}, attempt_{attempt} {}

  void on_batch(completion_batch batch) override {
    caf::anon_send(stream_, batch_atom::value, attempt_, std::move(batch));
  }
  void on_finish(transfer_result end) override {
    caf::anon_send(stream_, finish_atom::value, attempt_, std::move(end));
  }

 private:
  llm_stream_actor stream_;
  std::uint32_t attempt_;
};

seam_reason reason_of(alarm clock) {
  return clock == alarm::none   ? seam_reason::broken
         : clock == alarm::pace ? seam_reason::slow
                                : seam_reason::stalled;
}

}  // namespace

completion_failure llm_stream_state::failure_of(ec code, std::string detail) {
  return {{code, std::move(detail)}, 0, std::nullopt, true};
}

completion_failure llm_stream_state::no_answer() const {
  auto failure = failure_of(ec::upstream_failed, "the model gave no answer");
  failure.is_blank = true;
  failure.retryable = content_end_of(summary_.finish_reason) != content_end::at_limit;
  return failure;
}

bool llm_stream_state::has_answered() const noexcept {
  return has_text_ || (seam_ && ends_a_sentence(text_) &&
                       content_end_of(summary_.finish_reason) == content_end::whole);
}

void llm_stream_state::ask_next_provider() {
  if (auto chosen = plan_->choose(now())) {
    begin_attempt(std::move(*chosen));
    return;
  }
  auto failure = last_failure_.value_or(
      failure_of(ec::ai_unavailable, "every language model is out of order at the moment"));
  end_as_failed(std::move(failure));
}

void llm_stream_state::end_as_failed(completion_failure failure) {
  if (!failure.retry_after) {
    failure.retry_after = plan_->next_probe(now());
  }
  end_stream(has_sent_nothing() ? request_status::error : request_status::incomplete,
             std::move(failure));
}

void llm_stream_state::begin_attempt(retry_plan::choice chosen) {
  const auto& asked = (*chain_)[chosen.provider];
  attempt_.emplace(asked, std::move(chosen.permit), now(), text_.size(), job_->trace);
  request_.trace = attempt_->place();
  has_text_ = false;
  held_text_.clear();
  summary_.finish_reason.clear();
  request_.history_bytes = chosen.history_bytes;
  request_.suspected = std::move(chosen.suspected);
  clocks_.begin_attempt(asked.options, now(), plan_->header_timeout(now()));
  if (text_.empty()) {
    summary_.provider = asked.name;
  }
  attempt_->start(request_, std::make_shared<stream_sink>(caf::actor_cast<llm_stream_actor>(self_),
                                                          ++attempt_number_));
  schedule_next_look();
}

void llm_stream_state::end_attempt() {
  attempt_.reset();
  // Later input from the source belongs to no attempt.
  ++attempt_number_;
}

void llm_stream_state::fail_attempt(attempt_failure failed) {
  attempt_->fail(failed, now());
  logging::info("request.attempt_failed", {{"request", job_->request},
                                           {"trace", job_->trace.id()},
                                           {"provider", attempt_->asked().name},
                                           {"code", to_string(failed.why.cause.code)},
                                           {"detail", failed.why.cause.detail}});
  last_failure_ = failed.why;
  if (text_.empty()) {
    retry(failed);
  } else {
    continue_answer(failed);
  }
}

void llm_stream_state::retry(const attempt_failure& failed) {
  const auto next = plan_->after(failed, now());
  if (!next) {
    end_as_failed(failed.why);
    return;
  }
  settle_usage(attempt_->brought_anything());
  attempt_->asked().telemetry->recovered(attempt_->asked().name, next->kind);
  end_attempt();
  if (next->pause.count() == 0) {
    ask_next_provider();
  } else {
    clocks_.pause(now() + next->pause);
    schedule_next_look();
  }
}

/// The text shown stays; it can only be continued, once. Until the first word behind the seam
/// another provider may still replace this one.
void llm_stream_state::continue_answer(const attempt_failure& failed) {
  const bool is_continued = seam_ && !unmarked_;
  const auto& failure = failed.why;
  const bool may_pass =
      failure.retryable || failure.other_key || failure.other_form || failure.too_long || unmarked_;
  auto chosen =
      is_continued || !may_pass ? std::nullopt : plan_->choose_continuation(failed, now());
  if (!chosen) {
    end_stream(request_status::incomplete, failure);
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

void llm_stream_state::check_clocks() {
  on_alarm(clocks_.look(now()));
}

void llm_stream_state::release_held_text() {
  completion_batch held;
  held.text = std::exchange(held_text_, {});
  if (held.text.empty() || is_too_long(held)) {
    return;
  }
  has_text_ = true;
  attempt_->note(held, now());
  held.text = seam_ ? seam_->feed(held.text) : std::move(held.text);
  forward(held);
}

void llm_stream_state::end_by_finish_reason() {
  if (!clocks_.is_finished()) {
    summary_.finish_reason = likely_reason_;
  }
  release_held_text();
  if (has_answered()) {
    on_model_finished();
  } else {
    fail_attempt({no_answer()});
  }
}

void llm_stream_state::on_alarm(alarm due) {
  switch (due) {
    case alarm::none: schedule_next_look(); return;
    case alarm::pause: ask_next_provider(); return;
    case alarm::finished: end_by_finish_reason(); return;
    case alarm::total:
      if (attempt_) {
        attempt_->abandon(name_of(due), now());
      }
      end_stream(has_sent_nothing() ? request_status::error : request_status::incomplete,
                 failure_of(ec::timed_out, "the answer took longer than its total time"));
      return;
    case alarm::header:
    case alarm::first_token:
      fail_attempt({failure_of(ec::timed_out, "the model did not begin to answer"), due});
      return;
    case alarm::token:
      fail_attempt({failure_of(ec::timed_out, "the model stopped sending"), due});
      return;
    case alarm::pace:
      fail_attempt({failure_of(ec::timed_out, "the model became too slow"), due});
      return;
  }
}

}  // namespace aurawell::actors
