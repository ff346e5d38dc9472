#include "actors/advice_worker.hpp"

#include <spdlog/spdlog.h>

#include <caf/all.hpp>

#include "actors/directory.hpp"
#include "actors/errors.hpp"
#include "actors/llm_stream_actor.hpp"
#include "domain/health/conversation_safety.hpp"
#include "domain/prompt.hpp"
#include "domain/safety/preamble.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::actors {
namespace {

/// A worker that waits longer goes on without the history.
constexpr std::chrono::seconds history_timeout{5};

/// Screens the words before any model sees them, and puts what cannot wait at the beginning.
answer_order screened(completion_request request) {
  auto& question = request.question;
  const auto found = health::screened_conversation(question);
  const auto lang = language_of(question.text, question.lang);
  const auto where = safety::default_region(lang);
  auto preamble = safety::emergency_preamble(found.now, lang, where);
  if (preamble.empty()) {
    preamble = safety::emergency_reminder(found.earlier, lang, where);
  }
  question.emergency_told = !preamble.empty();
  return {std::move(request), std::move(preamble), found.level};
}

}  // namespace

caf::result<llm_stream_actor> advice_worker_state::prepare(const advice_job_ptr& job,
                                                           const pool_setup_ptr& how) {
  auto promise = self->make_response_promise<llm_stream_actor>();
  if (job->earlier) {
    promise.deliver(start_stream(job, how, *job->earlier));
    return promise;
  }
  const auto store = store_of(self->system());
  if (!store) {
    promise.deliver(start_stream(job, how, {}));
    return promise;
  }
  const history_query query{job->key, how->options.history_exchanges, how->options.history_bytes};
  self->request(store, history_timeout, history_atom::value, query)
      .then(
          [this, promise, job, how](const std::vector<past_exchange>& history) mutable {
            promise.deliver(start_stream(job, how, history));
          },
          [this, promise, job, how](const caf::error& why) mutable {
            spdlog::warn("request {}: answering without history: {}", job->request.value,
                         from_caf(why, ec::database_unreachable).what.detail);
            promise.deliver(start_stream(job, how, {}));
          });
  return promise;
}

llm_stream_actor advice_worker_state::start_stream(
    const advice_job_ptr& job, const pool_setup_ptr& how,
    const std::vector<past_exchange>& history) const {
  completion_request request;
  request.question = job->question;
  for (const auto& exchange : history) {
    request.question.earlier.push_back(exchange.question);
  }
  request.messages = build_prompt(request.question, history);
  request.model = how->options.model;
  request.temperature = how->options.temperature;
  request.max_tokens = how->options.max_tokens;
  // The chain lives as long as the setup that it is a part of.
  std::shared_ptr<const provider_chain> chain{how, &how->chain};
  return self->spawn(run_llm_stream, job, screened(std::move(request)), std::move(chain));
}

advice_worker::behavior_type run_advice_worker(
    advice_worker::stateful_pointer<advice_worker_state> self) {
  auto& state = self->state;
  state.self = self;
  self->set_exception_handler(end_with_error);
  return {
      [&state](prepare_atom, const advice_job_ptr& job, const pool_setup_ptr& how) {
        return state.prepare(job, how);
      },
  };
}

}  // namespace aurawell::actors
