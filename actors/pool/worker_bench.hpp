#pragma once

#include <caf/actor_addr.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "actors/pool/waiting_line.hpp"
#include "actors/system/interfaces.hpp"

namespace aurawell::actors {

/// A pool's workers. Their number may change at any time: a worker too many leaves as soon
/// as it has no question.
///
///     idle ─► with a question ─► (answers) idle
///      ▲          │ withdrawn
///      └──────── silent ─► (silent for too long) replaced
///     any of them ─► dead ─► (its successor) idle
class worker_bench {
 public:
  using time_point = pooled_question::time_point;
  struct loss {
    std::uint32_t slot = 0;
    /// Until `revive` should be called.
    std::chrono::milliseconds pause{0};
    /// What the worker was busy with.
    std::optional<pooled_question> question;
  };

  /// Ends all workers.
  ~worker_bench();

  /// @param hire Gives a new worker that the pool watches. Call it once, first.
  void open(std::function<advice_worker()> hire) { hire_ = std::move(hire); }

  void resize(std::size_t wanted);

  /// Those with a question that are to leave after it are counted as well.
  std::size_t size() const noexcept { return slots_.size(); }
  std::size_t busy() const noexcept { return busy_; }
  std::size_t idle() const noexcept { return idle_.size(); }

  struct assignment {
    worker_seat seat;
    advice_worker worker;
  };
  /// Gives the question to an idle worker; there must be one.
  assignment give(pooled_question question, time_point now);

  /// The worker has answered and is idle; its next death counts as the first. Nothing: the
  /// question was withdrawn, or the worker has been replaced.
  std::optional<pooled_question> take_answered(worker_seat from);

  /// Takes back every question for which `is_unwanted` holds. Its worker gets no other one
  /// until it has answered.
  std::vector<pooled_question> withdraw(
      const std::function<bool(const pooled_question&)>& is_unwanted, time_point now);

  /// Replaces the workers that have not answered since their question was withdrawn, at that
  /// time or before.
  /// @return How many.
  std::size_t replace_silent(time_point since);
  std::size_t silent() const;

  /// Nothing: it was no worker of this bench, or one that was let go.
  std::optional<loss> on_down(const caf::actor_addr& who);
  /// Hires the successor of a dead worker, unless it is not needed any more.
  void revive(std::uint32_t id);

  /// Ends all workers; gives what they were busy with.
  std::vector<pooled_question> close();

 private:
  struct slot {
    /// Null while a dead worker's successor is awaited.
    advice_worker worker;
    std::optional<pooled_question> question;
    std::uint64_t turn = 0;
    /// When its question was withdrawn that it has not answered.
    std::optional<time_point> silent_since;
    std::uint32_t deaths = 0;
  };

  std::optional<pooled_question> take_question(slot& of);
  void dismiss(std::uint32_t id);
  /// Back to the idle ones, or off the bench.
  void settle(std::uint32_t id);

  std::function<advice_worker()> hire_;
  std::size_t wanted_ = 0;
  /// By numbers that are never used again.
  std::map<std::uint32_t, slot> slots_;
  std::vector<std::uint32_t> idle_;
  std::size_t busy_ = 0;
  std::uint32_t last_slot_ = 0;
  std::uint64_t last_turn_ = 0;
};

}  // namespace aurawell::actors
