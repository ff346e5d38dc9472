#pragma once

#include <caf/actor_clock.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>

#include "actors/pool/pool_setup.hpp"
#include "actors/pool/waiting_line.hpp"
#include "actors/pool/worker_bench.hpp"
#include "actors/stream/running_stream.hpp"
#include "actors/system/errors.hpp"
#include "actors/system/interfaces.hpp"
#include "actors/system/wake_up.hpp"
#include "domain/admission/place_release_rate.hpp"
#include "domain/guarded.hpp"
#include "domain/ports/service_status.hpp"
#include "domain/ports/telemetry.hpp"
#include "domain/prompt/conversation_memory.hpp"

namespace aurawell::actors {

/// The latest status of each pool. Any thread can read it without a message to the pool.
using pool_board = guarded<std::map<chat_kind, pool_status>>;

/// The kind of a pool, and the objects that outlive it: its successor gets the same ones, and takes
/// over the streams.
struct pool_surroundings {
  chat_kind kind = chat_kind::health;
  std::shared_ptr<aurawell::telemetry> telemetry = std::make_shared<aurawell::telemetry>();
  std::shared_ptr<pool_board> board = std::make_shared<pool_board>();
  /// May be that of several pools.
  std::shared_ptr<conversation_memory> memory = std::make_shared<conversation_memory>();
  std::shared_ptr<running_streams> streams = std::make_shared<running_streams>();
};

/// Admits the questions of one kind: at most `max_streams` stream, at most `queue` wait in turn by
/// asker, the rest is refused with a hint when to retry. Restarts terminated workers; their
/// question goes to another worker, once.
///
///     ask ─► waiting ─► at a worker ─► streaming ─► (place free again)
///      └─► refused         └─ worker terminated or is silent: back to waiting, once
///
/// Workers only prepare. The pool starts the stream, and only if the question is still assigned to
/// the worker that prepared it. So a question has at most one stream, and a result that comes too
/// late is dropped.
///
/// A new setup applies to questions and streams from then on. Waiting questions and running streams
/// stay, even if they are more than the new setup allows.
struct advice_pool_state {
  static inline const char* name = "advice-pool";

  using self_pointer = advice_pool::stateful_pointer<advice_pool_state>;
  using time_point = caf::actor_clock::time_point;

  /// Refuses the waiting questions, because CAF would not reply to them.
  ~advice_pool_state();

  void start(self_pointer owner, pool_setup_ptr setup, pool_surroundings surroundings);
  caf::result<llm_stream_actor> on_ask(const advice_job_ptr& job);
  void on_drop(const session_actor& session, ticket number);
  void on_ready(worker_seat from, answer_order& order);
  void on_adopt(pool_setup_ptr setup);
  void on_down(const caf::down_msg& down);
  void on_respawn(std::uint32_t slot);
  void on_stop();

 private:
  struct rejection {
    refusal_reason reason{};
    refusal told;
  };

  const pool_options& options() const noexcept { return setup_->options; }
  time_point now() const;
  /// Places in use: at workers and streaming.
  std::size_t places_taken() const { return surroundings_.streams->size() + bench_.busy(); }
  std::optional<rejection> reason_to_refuse(const user_id& asker) const;
  std::optional<place_release_rate::duration> expected_wait(std::size_t place) const;
  /// Assigns free places, and publishes the state of the pool.
  void assign_places();
  void serve();
  void hand_over(pooled_question question);
  void start_stream(pooled_question& question, answer_order& order);
  void take_over_streams();
  void on_unprepared(pooled_question question, const std::string& reason);
  void check_deadlines();
  void refuse(pooled_question& question, const refusal& failure);
  /// Refuses an admitted question, with a hint when to retry.
  void refuse_admitted(pooled_question& question, refusal_reason reason,
                       const aurawell::error& failure);
  /// @param failure Nothing: a worker takes the question.
  void report_wait(const pooled_question& question, std::optional<ec> failure) const;
  void decrease_count(const user_id& asker);
  std::chrono::milliseconds retry_hint() const;
  void write_board() const;

  self_pointer self_ = nullptr;
  pool_surroundings surroundings_;
  pool_setup_ptr setup_;
  worker_bench bench_;
  waiting_line line_;
  wake_up next_look_;
  /// Number of questions that wait, are at workers or stream, by asker.
  std::unordered_map<user_id, std::uint32_t> per_user_;
  place_release_rate release_rate_;
  std::uint64_t admitted_ = 0;
  std::uint64_t refused_ = 0;
  bool stopping_ = false;
};

advice_pool::behavior_type run_advice_pool(advice_pool_state::self_pointer self,
                                           pool_setup_ptr setup, pool_surroundings surroundings);

}  // namespace aurawell::actors
