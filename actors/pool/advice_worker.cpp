#include "actors/pool/advice_worker.hpp"

#include <algorithm>
#include <caf/all.hpp>

#include "actors/scheduling/loop_scheduler.hpp"
#include "actors/stream/llm_stream_actor.hpp"
#include "actors/system/directory.hpp"
#include "actors/system/errors.hpp"
#include "domain/coach/known_profile.hpp"
#include "domain/log/log.hpp"
#include "domain/prompt/conversation_safety.hpp"
#include "domain/prompt/profile_reader.hpp"
#include "domain/prompt/prompt.hpp"
#include "domain/safety/answer_opening.hpp"
#include "domain/safety/prompt_notes.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::actors {
namespace {

/// After this time the worker continues without the background.
constexpr std::chrono::seconds background_timeout{5};

prompt_budget budget_of(const pool_options& options) {
  return {options.history_tokens, options.note_tokens, options.history_exchanges};
}

background_query background_for(const advice_job& job, const pool_options& options) {
  return {{job.key, exchanges_to_load(budget_of(options)), options.history_bytes},
          std::chrono::system_clock::now()};
}

advice_question question_with(const conversation_background& background, const advice_job& job) {
  auto question = job.question;
  for (const auto& exchange : background.past.exchanges) {
    question.earlier.push_back(exchange.question);
  }
  for (const auto& text : background.past.unanswered) {
    // The question itself is among the stored ones; it must not count twice.
    if (text != question.text) {
      question.earlier.push_back(text);
    }
  }
  const bool managed = job.key.member.value != job.key.user.value;
  question.known = health::known_profile(background.profile, background.samples,
                                         std::chrono::system_clock::now(), managed);
  if (question.kind == chat_kind::general) {
    question.known = health::known_in_general_chat(question.known);
  }
  return question;
}

/// Screens the question before it reaches any model, and puts urgent advice at the beginning of the
/// answer.
answer_order screened(completion_request request, safety_level reached, const pool_setup_ptr& setup,
                      reading_memo& memo) {
  auto& question = request.question;
  const auto age = health::read_profile(question, memo).user_profile.age_years;
  const auto found = health::screened_conversation(question, age, reached, memo);
  setup->chain.front().telemetry->question_screened(safety::level_of(found.now));
  const auto lang = language_of(question.text, question.lang);
  const auto user_region = safety::region_for(question.context, setup->user_region, lang);
  const auto lately = found.now | found.earlier;
  question.screened = found.now;
  question.safety_notes = safety::prompt_notes(found.now, found.level, lang);
  // The chain lives as long as the setup, which owns it.
  return {std::move(request),
          {setup, &setup->chain},
          safety::answer_opening(found, lang, user_region, age),
          answer_safety{found.level, user_region, safety::level_of(found.now)},
          {safety::level_of(lately), lately, lang, user_region}};
}

/// If the question has its own earlier exchanges, they replace the stored ones.
conversation_background with_own_past(const advice_job& job, conversation_background background) {
  if (job.earlier) {
    background.past.exchanges = *job.earlier;
    background.past.unanswered.clear();
    background.past.older = 0;
  }
  return background;
}

bool may_have_unopened_thoughts(const provider_chain& chain) {
  return std::any_of(chain.begin(), chain.end(),
                     [](const provider& one) { return one.source->may_have_unopened_thoughts(); });
}

void note_failure(const advice_job& job, const char* part, const std::optional<error>& why) {
  if (why) {
    logging::warn("request.part_missing", {{"request", job.request},
                                           {"trace", job.trace.id()},
                                           {"part", part},
                                           {"code", to_string(why->code)},
                                           {"detail", why->detail}});
  }
}

}  // namespace

void advice_worker_state::start(self_pointer owner, advice_pool employer,
                                std::shared_ptr<conversation_memory> memory) {
  self_ = owner;
  pool_ = std::move(employer);
  memory_ = std::move(memory);
  requests_.start(self_);
}

void advice_worker_state::prepare(const advice_job_ptr& job, const pool_setup_ptr& setup,
                                  worker_seat seat) {
  const assignment task{job, setup, seat, memory_->removals()};
  const auto store = store_of(self_->system());
  if (!store) {
    answer(task, {});
    return;
  }
  requests_
      .request(self_, store, background_timeout, background_atom::value,
               background_for(*job, setup->options))
      .then(
          [this, task](const conversation_background& background) {
            note_failure(*task.job, "history", background.past_failure);
            note_failure(*task.job, "profile", background.person_failure);
            answer(task, background);
          },
          [this, task](const caf::error& failure) {
            note_failure(*task.job, "history,profile",
                         from_caf(failure, ec::database_unreachable).cause);
            answer(task, {});
          });
}

void advice_worker_state::answer(const assignment& task, conversation_background background) {
  const auto& job = *task.job;
  // Texts that came with the question are in no stored conversation, so no removal would name them.
  const bool is_stored = !job.earlier && !background.past_failure;
  const auto before = is_stored ? memory_->find(job.key) : nullptr;
  reading_memo memo{before ? *before : past_readings{}};
  const auto known = with_own_past(job, std::move(background));
  const auto& options = task.setup->options;
  const auto& past = known.past;
  completion_request request;
  request.question = question_with(known, job);
  request.model = options.model;
  request.temperature = options.temperature;
  request.max_tokens = options.max_tokens;
  auto order =
      std::make_shared<answer_order>(screened(std::move(request), past.reached, task.setup, memo));
  order->request.messages =
      build_prompt(order->request.question, past.exchanges, budget_of(options), past.older,
                   may_have_unopened_thoughts(task.setup->chain), memo);
  self_->send(pool_, ready_atom::value, task.seat, std::move(order));
  if (is_stored) {
    memory_->keep(job.key, memo.used(), task.removals);
  }
}

pooled_worker::pooled_worker(caf::actor_config& config, advice_pool pool,
                             std::shared_ptr<conversation_memory> memory)
    : advice_worker::stateful_base<advice_worker_state>{config},
      pool_{std::move(pool)},
      memory_{std::move(memory)} {}

pooled_worker::behavior_type pooled_worker::make_behavior() {
  set_exception_handler(end_with_error);
  state.start(this, std::move(pool_), std::move(memory_));
  return {
      [this](prepare_atom, const advice_job_ptr& job, const pool_setup_ptr& setup,
             worker_seat seat) { state.prepare(job, setup, seat); },
  };
}

caf::resumable::subtype_t pooled_worker::subtype() const {
  return takes_long;
}

}  // namespace aurawell::actors
