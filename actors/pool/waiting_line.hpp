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

/// A question on its way through a pool, with the promise of its stream.
struct pooled_question {
  using time_point = caf::actor_clock::time_point;

  advice_job_ptr job;
  caf::typed_response_promise<llm_stream_actor> promise;
  time_point asked;
  /// Refused when it still waits then: as the settings were when it was asked.
  time_point deadline;
  /// The place that the person knows of, 0: none yet; and since when.
  std::uint32_t told_place = 0;
  time_point told_at;
  /// When a worker got it.
  time_point given;
  /// The person had nothing else in the pool when asking it.
  bool is_first = false;
  /// A worker has failed with it already.
  bool retried = false;

  const user_id& asker() const noexcept { return job->asker(); }
};

/// The questions that wait for a place. Seconds and further ones of a person go in turn by
/// person, and the first ones of others go before them, but no more than `most_firsts` in a
/// row while others wait. So a hundred questions of one person hardly delay anybody's first,
/// and however many newcomers there are, a second question is served. Its bound is the
/// pool's.
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
  /// The place that a question would get now; 1 is next.
  std::size_t place_of_first() const noexcept;
  std::size_t place_of_another(const user_id& asker) const;

  /// One that a worker has failed with goes before all who wait for the first time.
  void push(pooled_question question);
  /// The line must not be empty.
  pooled_question pop();
  std::optional<pooled_question> remove(const session_actor& session, ticket number);
  /// Takes out those whose deadline has come.
  std::vector<pooled_question> take_expired(time_point now);

  /// Who should hear of a place: for the first time, and when it has changed by a tenth
  /// at least, at most once a second. They count as told.
  std::vector<told_place> places_to_tell(time_point now);

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
