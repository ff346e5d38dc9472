#pragma once

#include <caf/actor_clock.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "actors/stream/stream_attempt.hpp"
#include "actors/system/advice_job.hpp"
#include "actors/system/interfaces.hpp"
#include "actors/system/wake_up.hpp"
#include "domain/attempts/answer_clocks.hpp"
#include "domain/attempts/provider.hpp"
#include "domain/attempts/retry_plan.hpp"
#include "domain/models/continuation_seam.hpp"
#include "domain/safety/answer/answer_check.hpp"

namespace aurawell::actors {

/// A request for an answer, its providers, and the fixed beginning of the answer.
struct answer_order {
  /// Sent to each provider that is tried.
  completion_request request;
  std::shared_ptr<const provider_chain> chain;
  /// Whole paragraphs that stand before the provider's text; may be empty.
  std::string opening{};
  std::optional<answer_safety> safety{};
  /// The provider's text is checked against this when it ends.
  safety::answer_setting checked_for{};
};

/// Makes one answer. Asks providers, with the retries of `retry_plan`, and once continues the
/// answer where it broke off after its first text.
///
///     start ─► attempt ─► (finish reason, grace) ───► (ended, quit)
///               ▲  │ failed without text        ▲ failed again,
///               │  ├─► pause ─┐                 │ or nobody can go on
///               │  ▼          │                 │
///               └──┴──────────┘   failed behind text ─► attempt to continue ─► seam, text
struct llm_stream_state {
  static inline const char* name = "llm-stream";

  using self_pointer = llm_stream_actor::stateful_pointer<llm_stream_state>;
  using time_point = caf::actor_clock::time_point;

  void start(self_pointer owner, advice_job_ptr job, answer_order order);
  void on_batch(std::uint32_t from_attempt, completion_batch& batch);
  void on_transfer_finished(std::uint32_t from_attempt, const transfer_result& end);
  void on_end_request(request_status wanted);
  void on_cancel(time_point asked_at);
  void on_session_down();

 private:
  /// A failure of this service itself; retryable.
  static completion_failure failure_of(ec code, std::string detail);
  completion_failure no_answer() const;

  // Input from a provider, and the end: llm_stream_actor.cpp
  time_point now() const;
  void send_opening(std::string opening);
  bool has_sent_nothing() const noexcept { return text_.empty() && opening_bytes_ == 0; }
  void note_progress(const completion_batch& batch);
  /// The model has sent text, or has finished a continuation that needed none, because the text
  /// before it ends with a sentence.
  bool has_answered() const noexcept;
  bool is_too_long(const completion_batch& batch) const;
  /// False when the model has begun another answer.
  bool pass_seam(completion_batch& batch);
  void forward(completion_batch& batch);
  /// Shows the text that the seam held back. False when that was another answer.
  bool close_seam();
  /// The model has finished.
  void on_model_finished();
  /// Ends the answer as a whole one.
  void end_as_done();
  void settle_usage(bool is_estimate_wanted);
  void end_stream(request_status status, std::optional<completion_failure> failure);

  // Corrections of the text: llm_stream_correction.cpp
  /// Appends the correction as the answer's last piece. Not for an answer that a person has
  /// stopped: the session shows no text after that.
  void correct();

  // Choice of providers, and recovery: llm_stream_recovery.cpp
  void ask_next_provider();
  void begin_attempt(retry_plan::choice chosen);
  void end_attempt();
  void fail_attempt(attempt_failure failed);
  void retry(const attempt_failure& failed);
  void end_as_failed(completion_failure failure);
  void continue_answer(const attempt_failure& failed);
  void on_alarm(alarm due);
  void schedule_next_look() { next_look_.at(clocks_.next()); }
  void check_clocks();
  /// Shows text that was held because it might have been no text.
  void release_held_text();
  /// Called when nothing has followed the finish reason.
  void end_by_finish_reason();

  self_pointer self_ = nullptr;
  advice_job_ptr job_;
  completion_request request_;
  std::shared_ptr<const provider_chain> chain_;
  time_point started_;
  answer_clocks clocks_;
  std::optional<retry_plan> plan_;
  /// Empty during a pause.
  std::optional<stream_attempt> attempt_;
  /// Messages of former attempts have a lower number and are ignored.
  std::uint32_t attempt_number_ = 0;
  std::optional<completion_failure> last_failure_;
  /// Progress only moves the deadlines of `clocks_`; they are compared at this time.
  wake_up next_look_;
  answer_summary summary_;
  safety::answer_setting checked_for_;
  /// The text sent to the session. The session has it too, but a request for it would add a wait
  /// when an answer must be continued. Limited by `max_answer_bytes`.
  std::string text_;
  std::uint64_t opening_bytes_ = 0;
  /// At most `safety::longest_correction`, beyond `max_answer_bytes`.
  std::uint64_t correction_bytes_ = 0;
  std::uint64_t reasoning_bytes_ = 0;
  /// The attempt has brought text, shown or not.
  bool has_text_ = false;
  /// The finish reason if no words follow.
  std::string likely_reason_;
  std::string held_text_;
  /// Set from the start of the continuation.
  std::optional<continuation_seam> seam_;
  /// The reason of the continuation, until the first text behind the seam.
  std::optional<seam_reason> unmarked_;
};

/// @param job Its `session` receives the tokens and the end.
llm_stream_actor::behavior_type run_llm_stream(llm_stream_state::self_pointer self,
                                               advice_job_ptr job, answer_order order);

}  // namespace aurawell::actors
