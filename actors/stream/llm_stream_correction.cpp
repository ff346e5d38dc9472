// Corrections of a provider's text that contradicts the service.

#include <caf/all.hpp>
#include <utility>

#include "actors/stream/llm_stream_actor.hpp"

namespace aurawell::actors {

void llm_stream_state::correct() {
  const auto found = safety::check_answer(text_, checked_for_);
  if (found.none()) {
    return;
  }
  chain_->front().telemetry->answer_corrected(found);
  completion_batch batch;
  batch.text = "\n\n" + safety::correction(found, checked_for_);
  correction_bytes_ = batch.text.size();
  self_->send(job_->session, tokens_atom::value, job_->number, std::move(batch));
}

}  // namespace aurawell::actors
