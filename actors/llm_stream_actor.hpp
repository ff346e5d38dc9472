#pragma once

#include <caf/actor_clock.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "actors/advice_job.hpp"
#include "actors/interfaces.hpp"
#include "actors/provider.hpp"

namespace aurawell::actors {

/// Makes one answer: asks the first provider and, as long as no text has come, the
/// next one after a failure. Owns every clock of the answer.
///
///     start ─► awaiting_header ─► awaiting_token ─► streaming ─► (ended, quit)
///                  ▲   failure without text │
///                  └────────────────────────┘  next provider
struct llm_stream_state {
  static inline const char* name = "llm-stream";

  using self_pointer = llm_stream_actor::stateful_pointer<llm_stream_state>;
  using time_point = caf::actor_clock::time_point;
  enum class phase : unsigned char { awaiting_header, awaiting_token, streaming };

  void start(self_pointer owner, advice_job_ptr what, completion_request how,
             std::shared_ptr<const provider_chain> who);
  void on_batch(std::uint32_t from_attempt, completion_batch& batch);
  void on_finish(std::uint32_t from_attempt, const completion_end& end);
  void on_end(request_status wanted);
  void on_check();
  void on_session_down();

 private:
  const provider& current() const { return (*chain_)[provider_index_]; }
  time_point now() const;
  void begin_attempt();
  void note_progress(const completion_batch& batch);
  void forward(completion_batch& batch);
  void fail_attempt(const completion_failure& why);
  void finish(request_status status, std::optional<completion_failure> why);
  time_point next_deadline() const;
  void watch_clocks();

  self_pointer self_ = nullptr;
  advice_job_ptr job_;
  completion_request request_;
  std::shared_ptr<const provider_chain> chain_;
  std::size_t provider_index_ = 0;
  std::uint32_t attempt_ = 0;
  std::unique_ptr<completion_transfer> transfer_;
  phase phase_ = phase::awaiting_header;
  time_point started_;
  time_point progressed_;
  /// When the pending `check` message arrives; none pending: empty.
  std::optional<time_point> check_at_;
  answer_summary summary_;
  std::uint64_t text_bytes_ = 0;
  std::uint64_t reasoning_bytes_ = 0;
};

/// @param job Whose `session` hears the tokens and the end.
/// @param request Sent to each provider that is tried.
llm_stream_actor::behavior_type run_llm_stream(llm_stream_state::self_pointer self,
                                               advice_job_ptr job, completion_request request,
                                               std::shared_ptr<const provider_chain> chain);

}  // namespace aurawell::actors
