#pragma once

#include <caf/actor_clock.hpp>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "actors/advice_job.hpp"
#include "actors/drain_rate.hpp"
#include "actors/errors.hpp"
#include "actors/interfaces.hpp"
#include "actors/pool_options.hpp"
#include "actors/provider.hpp"
#include "domain/fair_queue.hpp"

namespace aurawell::actors {

/// Admits questions of one kind: streams up to `max_streams`, lets up to `queue`
/// wait in turn by user, refuses the rest with a hint when to come back. Brings dead
/// workers back; their question goes to another one, once.
///
///     ask ─► waiting ─► at a worker ─► streaming ─► (slot free again)
///      └─► refused         └─ worker died: back to waiting, once
struct advice_pool_state {
  static inline const char* name = "advice-pool";

  using self_pointer = advice_pool::stateful_pointer<advice_pool_state>;
  using time_point = caf::actor_clock::time_point;
  using stream_promise = caf::typed_response_promise<llm_stream_actor>;

  /// Ends the workers and refuses what still waits: CAF would do neither.
  ~advice_pool_state();

  void start(self_pointer owner, pool_options how, provider_chain who);
  caf::result<llm_stream_actor> on_ask(const advice_job_ptr& job);
  void on_drop(const user_id& user, const session_actor& session, ticket number);
  void on_check();
  void on_down(const caf::down_msg& down);
  void on_respawn(std::uint32_t slot);
  void on_stop();

 private:
  struct waiting_question {
    advice_job_ptr job;
    stream_promise promise;
    time_point since;
    bool told_place = false;
    bool retried = false;
  };
  struct worker_slot {
    /// Null while a dead worker's successor is awaited.
    advice_worker worker;
    std::optional<waiting_question> question;
    /// Tells the reply to this question from a late one to an earlier question.
    std::uint64_t turn = 0;
    std::uint32_t deaths = 0;
  };
  struct running_stream {
    llm_stream_actor stream;
    user_id user;
  };

  std::optional<refusal> reason_to_refuse(const user_id& user) const;
  void hire(worker_slot& slot);
  static bool is_idle(const worker_slot& slot);
  worker_slot* idle_worker();
  std::size_t busy_streams() const;
  void serve();
  void hand_over(worker_slot& slot, waiting_question question);
  void on_prepared(worker_slot& slot, const llm_stream_actor& stream);
  void on_unprepared(worker_slot& slot, const caf::error& why);
  void refuse(waiting_question& question, const refusal& why);
  void leave(const user_id& user);
  void watch_queue();
  std::chrono::milliseconds retry_hint() const;

  self_pointer self_ = nullptr;
  std::shared_ptr<const pool_options> options_;
  std::shared_ptr<const provider_chain> chain_;
  std::vector<worker_slot> slots_;
  fair_queue<user_id, waiting_question> queue_;
  std::unordered_map<caf::actor_addr, running_stream> streams_;
  /// Questions waiting, at workers and streaming.
  std::unordered_map<user_id, std::uint32_t> per_user_;
  drain_rate drained_;
  bool watching_ = false;
  bool stopping_ = false;
};

advice_pool::behavior_type run_advice_pool(advice_pool_state::self_pointer self,
                                           pool_options options, provider_chain chain);

}  // namespace aurawell::actors
