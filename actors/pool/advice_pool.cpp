// A pool and its workers: service, timeouts and terminations.

#include "actors/pool/advice_pool.hpp"

#include <algorithm>
#include <caf/all.hpp>

#include "actors/pool/advice_worker.hpp"
#include "actors/scheduling/loop_scheduler.hpp"
#include "actors/stream/llm_stream_actor.hpp"
#include "domain/log/log.hpp"

namespace aurawell::actors {
namespace {

using std::chrono::milliseconds;

/// Interval in which the pool checks waiting questions and workers for timeouts, and after which a
/// client is first told that its question waits.
constexpr milliseconds look_interval{250};

/// A worker that has not prepared an answer within this time counts as failed.
constexpr std::chrono::seconds prepare_timeout{10};

/// A failed worker that does not answer within this further time is replaced.
constexpr std::chrono::seconds longest_silence{30};

}  // namespace

advice_pool_state::~advice_pool_state() {
  const refusal gone{{ec::unavailable, "the pool ended"}, std::nullopt};
  for (auto& question : bench_.close()) {
    question.promise.deliver(to_caf(gone));
  }
  while (!line_.empty()) {
    line_.pop().promise.deliver(to_caf(gone));
  }
}

void advice_pool_state::start(self_pointer owner, pool_setup_ptr setup,
                              pool_surroundings surroundings) {
  self_ = owner;
  surroundings_ = std::move(surroundings);
  next_look_.start(self_, [this] { check_deadlines(); });
  take_over_streams();
  bench_.open([this] {
    auto worker = self_->spawn<pooled_worker>(advice_pool{self_}, surroundings_.memory);
    self_->monitor(worker);
    return worker;
  });
  on_adopt(std::move(setup));
}

/// Takes over the streams of a terminated predecessor. CAF reports a stream that has ended
/// meanwhile at once.
void advice_pool_state::take_over_streams() {
  for (const auto& [address, running] : *surroundings_.streams) {
    ++per_user_[running.asker];
    self_->monitor(running.stream);
  }
}

void advice_pool_state::on_adopt(pool_setup_ptr setup) {
  setup_ = std::move(setup);
  bench_.resize(options().workers);
  surroundings_.board->with_lock([this](auto& pools) {
    auto& shown = pools[surroundings_.kind];
    shown.name = pool_name(surroundings_.kind);
    shown.max_streams = options().max_streams;
    shown.queue = options().queue;
    shown.providers.clear();
    for (const auto& one : setup_->chain) {
      shown.providers.push_back(one.name);
    }
  });
  assign_places();
}

advice_pool_state::time_point advice_pool_state::now() const {
  return self_->clock().now();
}

void advice_pool_state::assign_places() {
  serve();
  if (!line_.empty() || bench_.busy() > 0 || bench_.silent() > 0) {
    next_look_.at(now() + look_interval);
  }
  write_board();
}

void advice_pool_state::serve() {
  while (!line_.empty() && places_taken() < options().max_streams && bench_.idle() > 0) {
    hand_over(line_.pop());
  }
}

void advice_pool_state::hand_over(pooled_question question) {
  const auto begun = now();
  if (!question.retried) {
    surroundings_.telemetry->question_waited(surroundings_.kind, begun - question.asked);
    report_wait(question, {});
  }
  const auto job = question.job;
  release_rate_.note_start(begun);
  const auto [seat, worker] = bench_.give(std::move(question), begun);
  self_->send(worker, prepare_atom::value, job, setup_, seat);
}

void advice_pool_state::on_ready(worker_seat from, answer_order& order) {
  if (auto question = bench_.take_answered(from)) {
    start_stream(*question, order);
  }
  assign_places();
}

void advice_pool_state::start_stream(pooled_question& question, answer_order& order) {
  const loop_placement beside_session{question.job->loop};
  const auto stream = self_->spawn(run_llm_stream, question.job, std::move(order));
  self_->monitor(stream);
  surroundings_.streams->emplace(stream.address(),
                                 running_stream{stream, question.asker(), question.given});
  question.promise.deliver(stream);
}

void advice_pool_state::on_unprepared(pooled_question question, const std::string& reason) {
  logging::error("request.not_prepared", {{"pool", pool_name(surroundings_.kind)},
                                          {"request", question.job->request},
                                          {"trace", question.job->trace.id()},
                                          {"detail", reason}});
  if (question.retried) {
    refuse(question, {{ec::internal, "no worker could start the answer"}, std::nullopt});
  } else {
    question.retried = true;
    line_.push(std::move(question));
  }
}

void advice_pool_state::on_drop(const session_actor& session, ticket number) {
  const refusal cancelled{{ec::request_not_found, "cancelled while waiting"}, std::nullopt};
  if (auto dropped = line_.remove(session, number)) {
    refuse(*dropped, cancelled);
  }
  const auto is_it = [&](const pooled_question& question) {
    return question.job->session == session && question.job->number == number;
  };
  for (auto& dropped : bench_.withdraw(is_it, now())) {
    refuse(dropped, cancelled);
  }
  assign_places();
}

void advice_pool_state::check_deadlines() {
  for (auto& late : line_.take_expired(now())) {
    refuse_admitted(late, refusal_reason::waited_too_long,
                    {ec::timed_out, "waited too long for a free slot"});
  }
  const auto is_late = [&](const pooled_question& question) {
    return now() - question.given >= prepare_timeout;
  };
  for (auto& late : bench_.withdraw(is_late, now())) {
    on_unprepared(std::move(late), "its worker is silent");
  }
  if (const auto replaced = bench_.replace_silent(now() - longest_silence); replaced > 0) {
    logging::error("worker.replaced", {{"pool", pool_name(surroundings_.kind)},
                                       {"workers", replaced},
                                       {"detail", "silent for too long"}});
  }
  for (const auto& [session, number, place] : line_.places_to_report(now())) {
    self_->send(session, place_atom::value, number, place);
  }
  assign_places();
}

void advice_pool_state::on_down(const caf::down_msg& down) {
  auto& streams = *surroundings_.streams;
  if (const auto ended = streams.find(down.source); ended != streams.end()) {
    release_rate_.note_end(now(), now() - ended->second.place_taken);
    decrease_count(ended->second.asker);
    streams.erase(ended);
  } else if (auto lost = bench_.on_down(down.source)) {
    const auto reason = self_->system().render(down.reason);
    surroundings_.telemetry->worker_terminated(surroundings_.kind);
    logging::error("worker.terminated", {{"pool", pool_name(surroundings_.kind)},
                                         {"worker", lost->slot},
                                         {"detail", reason},
                                         {"restart_ms", lost->pause}});
    self_->delayed_send(self_, lost->pause, respawn_atom::value, lost->slot);
    if (lost->question) {
      on_unprepared(*std::move(lost->question), reason);
    }
  }
  assign_places();
}

void advice_pool_state::on_respawn(std::uint32_t slot) {
  bench_.revive(slot);
  assign_places();
}

void advice_pool_state::on_stop() {
  stopping_ = true;
  auto left = bench_.withdraw([](const pooled_question&) { return true; }, now());
  while (!line_.empty()) {
    left.push_back(line_.pop());
  }
  for (auto& question : left) {
    refuse_admitted(question, refusal_reason::stopping,
                    {ec::unavailable, "the server is stopping"});
  }
  for (const auto& [address, running] : *surroundings_.streams) {
    self_->send(running.stream, end_atom::value, request_status::incomplete);
  }
  write_board();
}

advice_pool::behavior_type run_advice_pool(advice_pool_state::self_pointer self,
                                           pool_setup_ptr setup, pool_surroundings surroundings) {
  auto& state = self->state;
  self->set_exception_handler(end_with_error);
  self->set_down_handler([&state](const caf::down_msg& down) { state.on_down(down); });
  state.start(self, std::move(setup), std::move(surroundings));
  return {
      [&state](ask_atom, const advice_job_ptr& job) { return state.on_ask(job); },
      [&state](drop_atom, const session_actor& session, ticket number) {
        state.on_drop(session, number);
      },
      [&state](ready_atom, worker_seat from, const answer_order_ptr& order) {
        state.on_ready(from, *order);
      },
      [&state](adopt_atom, const pool_setup_ptr& changed) { state.on_adopt(changed); },
      [&state](stop_atom) { state.on_stop(); },
      [](pulse_atom, const pulse_ptr& question) { question->answer(); },
      [&state](respawn_atom, std::uint32_t slot) { state.on_respawn(slot); },
  };
}

}  // namespace aurawell::actors
