#include "actors/advice_worker.hpp"

#include <spdlog/spdlog.h>

#include <caf/all.hpp>

#include "actors/directory.hpp"
#include "actors/errors.hpp"
#include "actors/llm_stream_actor.hpp"
#include "domain/prompt.hpp"

namespace aurawell::actors {
namespace {

/// A worker that waits longer goes on without the history.
constexpr std::chrono::seconds history_timeout{5};

}  // namespace

caf::result<llm_stream_actor> advice_worker_state::prepare(const advice_job_ptr& job) {
  auto promise = self->make_response_promise<llm_stream_actor>();
  const auto store = store_of(self->system());
  if (!store) {
    promise.deliver(start_stream(job, {}));
    return promise;
  }
  const history_query query{job->key, options->history_exchanges, options->history_bytes};
  self->request(store, history_timeout, history_atom::value, query)
      .then(
          [this, promise, job](const std::vector<past_exchange>& history) mutable {
            promise.deliver(start_stream(job, history));
          },
          [this, promise, job](const caf::error& why) mutable {
            spdlog::warn("request {}: answering without history: {}", job->request.value,
                         from_caf(why, ec::database_unreachable).what.detail);
            promise.deliver(start_stream(job, {}));
          });
  return promise;
}

llm_stream_actor advice_worker_state::start_stream(
    const advice_job_ptr& job, const std::vector<past_exchange>& history) const {
  completion_request request;
  request.question = job->question;
  for (const auto& exchange : history) {
    request.question.earlier.push_back(exchange.question);
  }
  request.messages = build_prompt(request.question, history);
  request.model = options->model;
  request.temperature = options->temperature;
  request.max_tokens = options->max_tokens;
  return self->spawn(run_llm_stream, job, std::move(request), chain);
}

advice_worker::behavior_type run_advice_worker(
    advice_worker::stateful_pointer<advice_worker_state> self,
    std::shared_ptr<const pool_options> options, std::shared_ptr<const provider_chain> chain) {
  auto& state = self->state;
  state.self = self;
  state.options = std::move(options);
  state.chain = std::move(chain);
  return {
      [&state](prepare_atom, const advice_job_ptr& job) { return state.prepare(job); },
  };
}

}  // namespace aurawell::actors
