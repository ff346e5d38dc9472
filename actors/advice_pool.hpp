#pragma once

#include <caf/actor_clock.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>

#include "actors/drain_rate.hpp"
#include "actors/errors.hpp"
#include "actors/interfaces.hpp"
#include "actors/pool_board.hpp"
#include "actors/pool_setup.hpp"
#include "actors/waiting_line.hpp"
#include "actors/worker_bench.hpp"
#include "domain/ports/telemetry.hpp"

namespace aurawell::actors {

/// What a pool is for, and who wants to know how it fares.
struct pool_surroundings {
  chat_kind kind = chat_kind::health;
  std::shared_ptr<aurawell::telemetry> telemetry = std::make_shared<aurawell::telemetry>();
  std::shared_ptr<pool_board> board = std::make_shared<pool_board>();
};

/// Admits questions of one kind: streams up to `max_streams`, lets up to `queue`
/// wait in turn by user, refuses the rest with a hint when to come back. Brings dead
/// workers back; their question goes to another one, once.
///
///     ask ─► waiting ─► at a worker ─► streaming ─► (place free again)
///      └─► refused         └─ worker died: back to waiting, once
///
/// A new setup holds for whatever is asked or begins from then on. What waits or streams
/// stays, though it may be more than the new setup allows.
struct advice_pool_state {
  static inline const char* name = "advice-pool";

  using self_pointer = advice_pool::stateful_pointer<advice_pool_state>;
  using time_point = caf::actor_clock::time_point;

  /// Refuses what still waits: CAF would not.
  ~advice_pool_state();

  void start(self_pointer owner, pool_setup_ptr how, pool_surroundings around);
  caf::result<llm_stream_actor> on_ask(const advice_job_ptr& job);
  void on_drop(const user_id& user, const session_actor& session, ticket number);
  void on_adopt(pool_setup_ptr how);
  void on_check();
  void on_down(const caf::down_msg& down);
  void on_respawn(std::uint32_t slot);
  void on_stop();

 private:
  struct running_stream {
    llm_stream_actor stream;
    user_id user;
    time_point place_taken;
  };
  struct rejection {
    refusal_reason reason{};
    refusal told;
  };

  const pool_options& options() const noexcept { return setup_->options; }
  time_point now() const;
  /// Places of answers: at workers and streaming.
  std::size_t places_taken() const { return streams_.size() + bench_.busy(); }
  std::optional<rejection> reason_to_refuse(const user_id& user) const;
  std::optional<drain_rate::duration> expected_wait(std::size_t place) const;
  void serve();
  void hand_over(pooled_question question);
  void on_prepared(worker_bench::seat seat, const llm_stream_actor& stream);
  void on_unprepared(pooled_question question, const caf::error& why);
  void refuse(pooled_question& question, const refusal& why);
  /// Refuses one that was admitted, with a hint when to come back.
  void turn_away(pooled_question& question, refusal_reason why, const aurawell::error& told);
  void leave(const user_id& user);
  void watch_line();
  std::chrono::milliseconds retry_hint() const;
  void write_board() const;

  self_pointer self_ = nullptr;
  pool_surroundings around_;
  pool_setup_ptr setup_;
  worker_bench bench_;
  waiting_line line_;
  std::unordered_map<caf::actor_addr, running_stream> streams_;
  /// Questions waiting, at workers and streaming.
  std::unordered_map<user_id, std::uint32_t> per_user_;
  drain_rate drained_;
  std::uint64_t admitted_ = 0;
  std::uint64_t refused_ = 0;
  bool watching_ = false;
  bool stopping_ = false;
};

advice_pool::behavior_type run_advice_pool(advice_pool_state::self_pointer self,
                                           pool_setup_ptr setup, pool_surroundings around);

}  // namespace aurawell::actors
