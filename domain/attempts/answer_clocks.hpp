#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "domain/attempts/stream_options.hpp"

namespace aurawell {

/// A clock that ran out.
enum class alarm : unsigned char { none, pause, header, first_token, token, pace, finished, total };

/// The setting that defines the time limit of an alarm.
std::string_view name_of(alarm which) noexcept;

/// All time limits of one answer. Has no thread and no timer: the owner calls `look` at the time
/// `next`.
///
///     begin_attempt ─► header ─► first token ─► gap between tokens, and their pace ─► finished
///     pause ─► (its end)                 and above all: the whole answer
class answer_clocks {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  answer_clocks() = default;
  answer_clocks(time_point started, std::chrono::milliseconds total) : deadline_{started + total} {}

  /// @param header_timeout Replaces the one of `options`.
  void begin_attempt(const stream_options& options, time_point now,
                     std::chrono::milliseconds header_timeout);
  void pause(time_point until);
  void note_header(time_point now);
  /// After `note_finish` or `note_likely_finish` this means that the model had not finished.
  void note_tokens(time_point now, std::uint64_t tokens);
  /// The model has finished. The rest of the stream is awaited until `alarm::finished`, which
  /// replaces every other alarm.
  void note_finish(time_point now);
  /// The model may have finished with the tokens noted last: it has if none follow within
  /// `token_timeout`, which then is `alarm::finished`.
  void note_likely_finish() noexcept { is_finish_likely_ = true; }

  /// The alarm that is due; that of the whole answer comes first. Moves the window of the pace.
  alarm look(time_point now);

  /// When to call `look`.
  time_point next() const;
  time_point deadline() const noexcept { return deadline_; }
  bool is_finished() const noexcept { return phase_ == alarm::finished; }

 private:
  /// The clock that runs: `pause`, `header`, `first_token`, `token` or `finished`.
  alarm phase_ = alarm::pause;
  stream_options options_;
  time_point deadline_;
  /// When the clock of the phase is due.
  time_point due_;
  bool is_finish_likely_ = false;
  time_point window_end_ = time_point::max();
  std::uint64_t window_tokens_ = 0;
};

}  // namespace aurawell
