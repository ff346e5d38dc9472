#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "domain/drain/close_pace.hpp"
#include "domain/drain/drain_options.hpp"
#include "domain/drain/drain_status.hpp"

namespace aurawell {

/// Decides the phases of a stop and when connections are closed. Has no clock and does nothing: the
/// caller passes the time and what it sees, and carries out the steps.
class drain_course {
 public:
  using time_point = close_pace::time_point;

  struct view {
    /// Open sockets of clients; chats among them; answers that have not ended.
    std::size_t sockets = 0;
    std::size_t chats = 0;
    std::size_t answers = 0;
  };

  struct step {
    drain_phase phase = drain_phase::notice;
    /// Chats that may be closed now, of those whose answers are delivered.
    std::size_t closes = 0;
    /// The time for answers is over: end those that run. True once.
    bool cuts_answers = false;
  };

  /// @param settle Time beyond `spread` for connections that are not done, for example because
  ///               their client reads slowly.
  drain_course(const drain_options& options, close_pace::duration settle, time_point start) noexcept
      : options_{options}, settle_{settle}, start_{start} {}

  /// Call it often, until the phase is `ended`. A phase ends early when nothing is left for it.
  step next(time_point now, const view& seen);

  /// How many of the `closes` of the last step were used.
  void closed(std::size_t chats) noexcept;

  const drain_status& status() const noexcept { return status_; }

 private:
  void begin_answers(time_point now, const view& seen);
  void count_answers(std::size_t running) noexcept;
  bool may_finish(time_point now, const view& seen) const noexcept;
  /// Whether the phase `closing` is over.
  bool is_over(time_point now, const view& seen) noexcept;

  drain_options options_;
  close_pace::duration settle_;
  time_point start_;
  drain_status status_{drain_phase::notice};
  std::optional<close_pace> pace_;
  time_point answers_until_;
  std::optional<time_point> closing_until_;
  std::size_t running_ = 0;
  bool has_cut_ = false;
};

}  // namespace aurawell
