#pragma once

#include <cstdint>
#include <memory>

#include "actors/pool/pool_setup.hpp"
#include "actors/system/advice_job.hpp"
#include "actors/system/interfaces.hpp"
#include "actors/system/timed_requests.hpp"
#include "domain/prompt/conversation_memory.hpp"

namespace aurawell::actors {

/// Prepares the answer to a question, by the setup that comes with it.
struct advice_worker_state {
  static inline const char* name = "advice-worker";

  using self_pointer = advice_worker::stateful_pointer<advice_worker_state>;

  void start(self_pointer owner, advice_pool employer, std::shared_ptr<conversation_memory> memory);
  void prepare(const advice_job_ptr& job, const pool_setup_ptr& setup, worker_seat seat);

 private:
  /// A question, and where its answer goes.
  struct assignment {
    advice_job_ptr job;
    pool_setup_ptr setup;
    worker_seat seat;
    /// Of the memory, before the store was asked.
    std::uint64_t removals = 0;
  };

  void answer(const assignment& task, conversation_background background);

  self_pointer self_ = nullptr;
  advice_pool pool_;
  std::shared_ptr<conversation_memory> memory_;
  timed_requests requests_;
};

/// The actor. It screens and builds prompts, which takes long.
class pooled_worker final : public advice_worker::stateful_base<advice_worker_state> {
 public:
  /// @param pool Receives `ready`.
  pooled_worker(caf::actor_config& config, advice_pool pool,
                std::shared_ptr<conversation_memory> memory);

  behavior_type make_behavior() override;
  subtype_t subtype() const override;

 private:
  advice_pool pool_;
  std::shared_ptr<conversation_memory> memory_;
};

}  // namespace aurawell::actors
