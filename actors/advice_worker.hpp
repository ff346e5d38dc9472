#pragma once

#include <memory>

#include "actors/advice_job.hpp"
#include "actors/interfaces.hpp"
#include "actors/pool_setup.hpp"

namespace aurawell::actors {

/// Turns a question into a running stream, in the way that comes with the question.
struct advice_worker_state {
  static inline const char* name = "advice-worker";

  using stream_promise = caf::typed_response_promise<llm_stream_actor>;

  caf::result<llm_stream_actor> prepare(const advice_job_ptr& job, const pool_setup_ptr& how);

  advice_worker::stateful_pointer<advice_worker_state> self = nullptr;

 private:
  llm_stream_actor start_stream(const advice_job_ptr& job, const pool_setup_ptr& how,
                                const conversation_background& background) const;
};

advice_worker::behavior_type run_advice_worker(
    advice_worker::stateful_pointer<advice_worker_state> self);

}  // namespace aurawell::actors
