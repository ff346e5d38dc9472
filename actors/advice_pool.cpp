#include "actors/advice_pool.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <caf/all.hpp>

#include "actors/advice_worker.hpp"

namespace aurawell::actors {
namespace {

using std::chrono::milliseconds;

/// How often the queue is looked at for questions that waited too long, and after
/// how long a waiting person is told so.
constexpr milliseconds queue_check_interval{250};

/// A worker that has not started a stream by then counts as failed.
constexpr std::chrono::seconds prepare_timeout{10};

/// Pause before a dead worker's successor starts; doubles with each death.
constexpr milliseconds shortest_respawn_pause{100};
constexpr milliseconds longest_respawn_pause{5'000};

milliseconds respawn_pause(std::uint32_t deaths) {
  return std::min(shortest_respawn_pause * (1 << std::min(deaths, 6U)), longest_respawn_pause);
}

}  // namespace

advice_pool_state::~advice_pool_state() {
  const refusal gone{{ec::unavailable, "the pool ended"}, std::nullopt};
  for (auto& slot : slots_) {
    caf::anon_send_exit(slot.worker, caf::exit_reason::user_shutdown);
    if (slot.question) {
      slot.question->promise.deliver(to_caf(gone));
    }
  }
  while (!queue_.empty()) {
    queue_.pop().promise.deliver(to_caf(gone));
  }
}

void advice_pool_state::start(self_pointer owner, pool_options how, provider_chain who) {
  self_ = owner;
  options_ = std::make_shared<const pool_options>(std::move(how));
  chain_ = std::make_shared<const provider_chain>(std::move(who));
  slots_.resize(options_->workers);
  std::for_each(slots_.begin(), slots_.end(), [this](worker_slot& slot) { hire(slot); });
}

void advice_pool_state::hire(worker_slot& slot) {
  slot.worker = self_->spawn(run_advice_worker, options_, chain_);
  self_->monitor(slot.worker);
}

std::size_t advice_pool_state::busy_streams() const {
  const auto preparing = std::count_if(slots_.begin(), slots_.end(),
                                       [](const auto& slot) { return slot.question.has_value(); });
  return streams_.size() + static_cast<std::size_t>(preparing);
}

milliseconds advice_pool_state::retry_hint() const {
  return drained_.time_for(queue_.size() + 1);
}

std::optional<refusal> advice_pool_state::reason_to_refuse(const user_id& user) const {
  if (stopping_) {
    return refusal{{ec::unavailable, "the server is stopping"}, retry_hint()};
  }
  const auto own = per_user_.find(user);
  if (own != per_user_.end() && own->second >= options_->per_user) {
    return refusal{{ec::unavailable, "too many questions of this user are running"}, retry_hint()};
  }
  const bool would_wait = !queue_.empty() || busy_streams() >= options_->max_streams ||
                          std::none_of(slots_.begin(), slots_.end(), is_idle);
  if (would_wait && queue_.size() >= options_->queue) {
    return refusal{{ec::unavailable, "the queue is full"}, retry_hint()};
  }
  return std::nullopt;
}

caf::result<llm_stream_actor> advice_pool_state::on_ask(const advice_job_ptr& job) {
  if (const auto why = reason_to_refuse(job->key.user)) {
    return to_caf(*why);
  }
  ++per_user_[job->key.user];
  auto promise = self_->make_response_promise<llm_stream_actor>();
  queue_.push(job->key.user, {job, promise, self_->clock().now()});
  serve();
  watch_queue();
  return promise;
}

bool advice_pool_state::is_idle(const worker_slot& slot) {
  return slot.worker && !slot.question;
}

advice_pool_state::worker_slot* advice_pool_state::idle_worker() {
  const auto found = std::find_if(slots_.begin(), slots_.end(),
                                  [](const auto& slot) { return slot.worker && !slot.question; });
  return found == slots_.end() ? nullptr : &*found;
}

void advice_pool_state::serve() {
  while (!queue_.empty() && busy_streams() < options_->max_streams) {
    auto* idle = idle_worker();
    if (idle == nullptr) {
      return;
    }
    hand_over(*idle, queue_.pop());
  }
}

void advice_pool_state::hand_over(worker_slot& slot, waiting_question question) {
  const auto job = question.job;
  slot.question = std::move(question);
  const auto is_current = [&slot, turn = ++slot.turn] {
    return slot.question && slot.turn == turn;
  };
  self_->request(slot.worker, prepare_timeout, prepare_atom::value, job)
      .then(
          [this, &slot, is_current](const llm_stream_actor& stream) {
            if (is_current()) {
              on_prepared(slot, stream);
            } else {
              self_->send(stream, end_atom::value, request_status::cancelled);
            }
          },
          [this, &slot, is_current](const caf::error& why) {
            if (is_current()) {
              on_unprepared(slot, why);
            }
          });
}

void advice_pool_state::on_prepared(worker_slot& slot, const llm_stream_actor& stream) {
  auto question = std::exchange(slot.question, std::nullopt);
  slot.deaths = 0;
  self_->monitor(stream);
  streams_.emplace(stream.address(), running_stream{stream, question->job->key.user});
  if (stopping_) {
    self_->send(stream, end_atom::value, request_status::incomplete);
  }
  question->promise.deliver(stream);
  serve();
}

void advice_pool_state::on_unprepared(worker_slot& slot, const caf::error& why) {
  auto question = std::exchange(slot.question, std::nullopt);
  spdlog::error("request {}: no stream: {}", question->job->request.value,
                self_->system().render(why));
  if (question->retried || stopping_) {
    refuse(*question, {{ec::internal, "no worker could start the answer"}, std::nullopt});
  } else {
    question->retried = true;
    const auto user = question->job->key.user;
    queue_.push(user, std::move(*question));
  }
  serve();
  watch_queue();
}

void advice_pool_state::refuse(waiting_question& question, const refusal& why) {
  leave(question.job->key.user);
  question.promise.deliver(to_caf(why));
}

void advice_pool_state::leave(const user_id& user) {
  const auto own = per_user_.find(user);
  if (--own->second == 0) {
    per_user_.erase(own);
  }
}

void advice_pool_state::on_drop(const user_id& user, const session_actor& session, ticket number) {
  auto dropped = queue_.remove(user, [&](const waiting_question& waiting) {
    return waiting.job->session == session && waiting.job->number == number;
  });
  if (dropped) {
    refuse(*dropped, {{ec::request_not_found, "cancelled while waiting"}, std::nullopt});
  }
}

void advice_pool_state::watch_queue() {
  if (!queue_.empty() && !watching_) {
    watching_ = true;
    self_->delayed_send(self_, queue_check_interval, check_atom::value);
  }
}

void advice_pool_state::on_check() {
  watching_ = false;
  const auto now = self_->clock().now();
  std::vector<std::pair<user_id, advice_job_ptr>> expired;
  queue_.for_each_in_order([&](waiting_question& waiting, std::size_t place) {
    if (now - waiting.since >= options_->queue_timeout) {
      expired.emplace_back(waiting.job->key.user, waiting.job);
    } else if (!std::exchange(waiting.told_place, true)) {
      self_->send(waiting.job->session, place_atom::value, waiting.job->number,
                  static_cast<std::uint32_t>(place));
    }
  });
  for (const auto& [user, job] : expired) {
    auto late = queue_.remove(user, [&](const auto& waiting) { return waiting.job == job; });
    refuse(*late, {{ec::timed_out, "waited too long for a free slot"}, retry_hint()});
  }
  serve();
  watch_queue();
}

void advice_pool_state::on_down(const caf::down_msg& down) {
  if (const auto ended = streams_.find(down.source); ended != streams_.end()) {
    leave(ended->second.user);
    streams_.erase(ended);
    drained_.note_end(self_->clock().now());
    serve();
    return;
  }
  for (std::uint32_t i = 0; i < slots_.size(); ++i) {
    auto& slot = slots_[i];
    if (slot.worker && slot.worker.address() == down.source) {
      const auto pause = respawn_pause(slot.deaths++);
      spdlog::error("advice worker {} died ({}), next one in {} ms", i,
                    self_->system().render(down.reason), pause.count());
      slot.worker = nullptr;
      self_->delayed_send(self_, pause, respawn_atom::value, i);
      if (slot.question) {
        on_unprepared(slot, down.reason);
      }
    }
  }
}

void advice_pool_state::on_respawn(std::uint32_t slot) {
  hire(slots_[slot]);
  serve();
}

void advice_pool_state::on_stop() {
  stopping_ = true;
  while (!queue_.empty()) {
    auto waiting = queue_.pop();
    refuse(waiting, {{ec::unavailable, "the server is stopping"}, retry_hint()});
  }
  for (const auto& [address, running] : streams_) {
    self_->send(running.stream, end_atom::value, request_status::incomplete);
  }
}

advice_pool::behavior_type run_advice_pool(advice_pool_state::self_pointer self,
                                           pool_options options, provider_chain chain) {
  auto& state = self->state;
  state.start(self, std::move(options), std::move(chain));
  self->set_down_handler([&state](const caf::down_msg& down) { state.on_down(down); });
  return {
      [&state](ask_atom, const advice_job_ptr& job) { return state.on_ask(job); },
      [&state](drop_atom, const user_id& user, const session_actor& session, ticket number) {
        state.on_drop(user, session, number);
      },
      [&state](stop_atom) { state.on_stop(); },
      [&state](check_atom) { state.on_check(); },
      [&state](respawn_atom, std::uint32_t slot) { state.on_respawn(slot); },
  };
}

}  // namespace aurawell::actors
