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

/// A pool's workers. Their number may change at any time: a surplus worker leaves as soon as it has
/// no question.
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
    /// Time until `revive` should be called.
    std::chrono::milliseconds pause{0};
    /// The question that the worker had.
    std::optional<pooled_question> question;
  };

  /// Terminates all workers.
  ~worker_bench();

  /// @param hire Returns a new worker that the pool monitors. Must be the first call, and called
  /// once.
  void open(std::function<advice_worker()> hire) { hire_ = std::move(hire); }

  void resize(std::size_t wanted);

  /// Includes surplus workers that still have a question.
  std::size_t size() const noexcept { return slots_.size(); }
  std::size_t busy() const noexcept { return busy_; }
  std::size_t idle() const noexcept { return idle_.size(); }

  struct assignment {
    worker_seat seat;
    advice_worker worker;
  };
  /// Assigns the question to an idle worker; there must be one.
  assignment give(pooled_question question, time_point now);

  /// The worker has answered and is idle; its next termination counts as the first. Nothing: the
  /// question was withdrawn, or the worker has been replaced.
  std::optional<pooled_question> take_answered(worker_seat from);

  /// Takes back every question for which `is_unwanted` holds. Its worker gets no other question
  /// until it has answered.
  std::vector<pooled_question> withdraw(
      const std::function<bool(const pooled_question&)>& is_unwanted, time_point now);

  /// Replaces the workers that have not answered since their question was withdrawn, if that was at
  /// `since` or before.
  /// @return Number of replaced workers.
  std::size_t replace_silent(time_point since);
  std::size_t silent() const;

  /// Nothing: it was no worker of this bench, or one that was dismissed.
  std::optional<loss> on_down(const caf::actor_addr& address);
  /// Starts the successor of a terminated worker, unless it is no longer needed.
  void revive(std::uint32_t id);

  /// Terminates all workers and returns their questions.
  std::vector<pooled_question> close();

 private:
  struct slot {
    /// Null between a worker's termination and its successor.
    advice_worker worker;
    std::optional<pooled_question> question;
    std::uint64_t turn = 0;
    /// When the unanswered question was withdrawn.
    std::optional<time_point> silent_since;
    std::uint32_t deaths = 0;
  };

  std::optional<pooled_question> take_question(slot& of);
  void dismiss(std::uint32_t id);
  /// Marks the worker as idle, or dismisses it if it is surplus.
  void settle(std::uint32_t id);

  std::function<advice_worker()> hire_;
  std::size_t wanted_ = 0;
  /// By slot number; numbers are never reused.
  std::map<std::uint32_t, slot> slots_;
  std::vector<std::uint32_t> idle_;
  std::size_t busy_ = 0;
  std::uint32_t last_slot_ = 0;
  std::uint64_t last_turn_ = 0;
};

}  // namespace aurawell::actors
