#pragma once

#include <caf/actor_clock.hpp>
#include <caf/typed_response_promise.hpp>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "actors/system/advice_job.hpp"
#include "actors/system/interfaces.hpp"
#include "domain/admission/fair_queue.hpp"

namespace aurawell::actors {

/// A question in a pool, with the promise of its stream.
struct pooled_question {
  using time_point = caf::actor_clock::time_point;

  advice_job_ptr job;
  caf::typed_response_promise<llm_stream_actor> promise;
  time_point asked;
  /// The question is refused if it still waits then. From the settings when it was asked.
  time_point deadline;
  /// The place that was reported to the client, 0: none yet; and since when.
  std::uint32_t told_place = 0;
  time_point told_at;
  /// When a worker received it.
  time_point given;
  /// The user had no other question in the pool when asking it.
  bool is_first = false;
  /// A worker has failed with it already.
  bool retried = false;

  const user_id& asker() const noexcept { return job->asker(); }
};

/// The questions that wait for a place. A user's second and further questions are served in turn by
/// user. First questions of users go before them, but no more than `most_firsts` in a row while
/// others wait. So many questions of one user hardly delay another's first, and a second question
/// is served however many new users come. The pool limits the size.
class waiting_line {
 public:
  using time_point = pooled_question::time_point;
  struct told_place {
    session_actor session;
    ticket number = 0;
    std::uint32_t place = 0;
  };
  static constexpr std::uint32_t most_firsts = 3;

  std::size_t size() const noexcept { return firsts_.size() + others_.size(); }
  bool empty() const noexcept { return size() == 0; }
  /// The place that a new first question would get; 1 is next.
  std::size_t place_of_first() const noexcept;
  std::size_t place_of_another(const user_id& asker) const;

  /// A question that a worker has failed with goes before all that wait for the first time.
  void push(pooled_question question);
  /// The line must not be empty.
  pooled_question pop();
  std::optional<pooled_question> remove(const session_actor& session, ticket number);
  /// Removes the questions whose deadline has passed.
  std::vector<pooled_question> take_expired(time_point now);

  /// The questions whose place must be reported: for the first time, or after a change by a tenth
  /// at least; at most once a second. They count as reported on return.
  std::vector<told_place> places_to_report(time_point now);

 private:
  template <class Visitor>
  void for_each_in_order(Visitor visit);
  pooled_question take(const advice_job_ptr& job);

  std::deque<pooled_question> firsts_;
  fair_queue<user_id, pooled_question> others_;
  /// Firsts served in a row while others waited.
  std::uint32_t firsts_in_row_ = 0;
};

}  // namespace aurawell::actors
