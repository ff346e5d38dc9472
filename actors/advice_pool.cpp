// A pool and its workers: serving, and everything that may end.

#include "actors/advice_pool.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <caf/all.hpp>

#include "actors/advice_worker.hpp"

namespace aurawell::actors {
namespace {

using std::chrono::milliseconds;

/// How often the line is looked at for questions that waited too long, and after how
/// long a waiting person is told so.
constexpr milliseconds line_check_interval{250};

/// A worker that has not started a stream by then counts as failed.
constexpr std::chrono::seconds prepare_timeout{10};

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

void advice_pool_state::start(self_pointer owner, pool_setup_ptr how, pool_surroundings around) {
  self_ = owner;
  around_ = std::move(around);
  bench_.open([this] {
    auto worker = self_->spawn(run_advice_worker);
    self_->monitor(worker);
    return worker;
  });
  on_adopt(std::move(how));
}

void advice_pool_state::on_adopt(pool_setup_ptr how) {
  setup_ = std::move(how);
  bench_.resize(options().workers);
  around_.board->update(around_.kind, [this](pool_status& shown) {
    shown.name = table_name(around_.kind);
    shown.max_streams = options().max_streams;
    shown.queue = options().queue;
    shown.providers.clear();
    for (const auto& one : setup_->chain) {
      shown.providers.push_back(one.name);
    }
  });
  serve();
  write_board();
}

advice_pool_state::time_point advice_pool_state::now() const {
  return self_->clock().now();
}

void advice_pool_state::serve() {
  while (!line_.empty() && places_taken() < options().max_streams && bench_.idle() > 0) {
    hand_over(line_.pop());
  }
}

void advice_pool_state::hand_over(pooled_question question) {
  const auto begun = now();
  if (!question.retried) {
    around_.telemetry->question_waited(around_.kind, begun - question.asked);
  }
  const auto job = question.job;
  drained_.note_start(begun);
  const auto seat = bench_.give(std::move(question), begun);
  self_->request(bench_.worker_at(seat), prepare_timeout, prepare_atom::value, job, setup_)
      .then([this, seat](const llm_stream_actor& stream) { on_prepared(seat, stream); },
            [this, seat](const caf::error& why) {
              if (bench_.question_at(seat) != nullptr) {
                on_unprepared(bench_.take_back(seat, false), why);
              }
            });
}

void advice_pool_state::on_prepared(worker_bench::seat seat, const llm_stream_actor& stream) {
  if (bench_.question_at(seat) == nullptr) {
    // Somebody else has the question by now.
    self_->send(stream, end_atom::value, request_status::cancelled);
    return;
  }
  const auto place_taken = bench_.given_at(seat);
  auto question = bench_.take_back(seat, true);
  self_->monitor(stream);
  streams_.emplace(stream.address(), running_stream{stream, question.user(), place_taken});
  if (stopping_) {
    self_->send(stream, end_atom::value, request_status::incomplete);
  }
  question.promise.deliver(stream);
  serve();
  write_board();
}

void advice_pool_state::on_unprepared(pooled_question question, const caf::error& why) {
  spdlog::error("request {}: no stream: {}", question.job->request.value,
                self_->system().render(why));
  if (question.retried || stopping_) {
    refuse(question, {{ec::internal, "no worker could start the answer"}, std::nullopt});
  } else {
    question.retried = true;
    line_.push(std::move(question));
  }
  serve();
  watch_line();
  write_board();
}

void advice_pool_state::on_drop(const user_id& user, const session_actor& session, ticket number) {
  if (auto dropped = line_.remove(user, session, number)) {
    refuse(*dropped, {{ec::request_not_found, "cancelled while waiting"}, std::nullopt});
    write_board();
  }
}

void advice_pool_state::watch_line() {
  if (!line_.empty() && !watching_) {
    watching_ = true;
    self_->delayed_send(self_, line_check_interval, check_atom::value);
  }
}

void advice_pool_state::on_check() {
  watching_ = false;
  for (auto& late : line_.take_expired(now())) {
    turn_away(late, refusal_reason::waited_too_long,
              {ec::timed_out, "waited too long for a free slot"});
  }
  for (const auto& [session, number, place] : line_.places_to_tell(now())) {
    self_->send(session, place_atom::value, number, place);
  }
  serve();
  watch_line();
  write_board();
}

void advice_pool_state::on_down(const caf::down_msg& down) {
  if (const auto ended = streams_.find(down.source); ended != streams_.end()) {
    drained_.note_end(now(), now() - ended->second.place_taken);
    leave(ended->second.user);
    streams_.erase(ended);
    serve();
    write_board();
    return;
  }
  auto lost = bench_.on_down(down.source);
  if (!lost) {
    return;
  }
  around_.telemetry->worker_died(around_.kind);
  spdlog::error("advice worker {} died ({}), next one in {} ms", lost->slot,
                self_->system().render(down.reason), lost->pause.count());
  self_->delayed_send(self_, lost->pause, respawn_atom::value, lost->slot);
  if (lost->question) {
    on_unprepared(std::move(*lost->question), down.reason);
  }
  write_board();
}

void advice_pool_state::on_respawn(std::uint32_t slot) {
  bench_.revive(slot);
  serve();
  write_board();
}

void advice_pool_state::on_stop() {
  stopping_ = true;
  while (!line_.empty()) {
    auto waiting = line_.pop();
    turn_away(waiting, refusal_reason::stopping, {ec::unavailable, "the server is stopping"});
  }
  for (const auto& [address, running] : streams_) {
    self_->send(running.stream, end_atom::value, request_status::incomplete);
  }
  write_board();
}

advice_pool::behavior_type run_advice_pool(advice_pool_state::self_pointer self,
                                           pool_setup_ptr setup, pool_surroundings around) {
  auto& state = self->state;
  self->set_exception_handler(end_with_error);
  self->set_down_handler([&state](const caf::down_msg& down) { state.on_down(down); });
  state.start(self, std::move(setup), std::move(around));
  return {
      [&state](ask_atom, const advice_job_ptr& job) { return state.on_ask(job); },
      [&state](drop_atom, const user_id& user, const session_actor& session, ticket number) {
        state.on_drop(user, session, number);
      },
      [&state](adopt_atom, const pool_setup_ptr& how) { state.on_adopt(how); },
      [&state](stop_atom) { state.on_stop(); },
      [&state](check_atom) { state.on_check(); },
      [&state](respawn_atom, std::uint32_t slot) { state.on_respawn(slot); },
  };
}

}  // namespace aurawell::actors
