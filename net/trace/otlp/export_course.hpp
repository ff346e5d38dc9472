#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "domain/admission/jitter.hpp"
#include "domain/ports/trace_telemetry.hpp"
#include "domain/trace/span_report.hpp"
#include "net/trace/otlp/trace_options.hpp"

namespace aurawell::net {

/// How a request to the collector ended.
struct export_outcome {
  enum class kind : unsigned char {
    accepted,
    refused,  ///< the same batch would be refused again
    failed,   ///< another try may succeed
  };
  kind result = kind::accepted;
  /// The wait that the collector asks for.
  std::optional<std::chrono::milliseconds> retry_after{};
  /// Spans of an accepted batch that the collector rejected.
  std::size_t rejected = 0;
  /// For the log. Contains nothing that the collector has written.
  std::string detail{};
};

/// Decides which spans are sent, and when. Keeps at most `queue` spans, of which the oldest are
/// dropped, and one batch that is sent or waits to be sent again. Has no clock: all times come from
/// one monotonic clock. Not thread-safe.
///
///     add ─► queue ─► batch ─► accepted
///              │        │ ▲
///              │        ▼ │ failed: after a pause, at most `max_retries` times
///              └─► lost ◄─┘
class export_course {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  enum class step : unsigned char {
    wait,  ///< until `until`, or a call of `add` or `stop`
    send,  ///< `batch`, then call `settle`
    end,   ///< nothing is left to do
  };
  struct order {
    step todo = step::wait;
    time_point until = time_point::max();
  };

  /// A collector cannot ask for a longer pause.
  static constexpr std::chrono::hours longest_pause{1};

  /// @param measures Receives what becomes of the spans; must outlive this object.
  export_course(const trace_options& options, trace_telemetry& measures, std::uint64_t seed);

  /// Returns whether `next` may have become another one.
  bool add(span_report span, time_point now);
  order next(time_point now);
  /// Spans of the batch that is sent.
  const std::vector<span_report>& batch() const noexcept { return batch_; }
  /// Returns the number of spans of the batch that are lost with this outcome.
  std::size_t settle(const export_outcome& outcome, time_point now);

  /// The rest is sent at once, until `flush_timeout` is over. Later spans are lost.
  void stop(time_point now);
  /// When the end must come; nothing before `stop`.
  const std::optional<time_point>& deadline() const noexcept { return deadline_; }

 private:
  std::size_t lose_batch(span_loss why);
  order end(span_loss why);
  bool is_due(time_point now) const noexcept;
  void take_batch(time_point now);
  void pause(const export_outcome& outcome, time_point now);

  const trace_options options_;
  trace_telemetry& measures_;
  jitter jitter_;
  std::deque<span_report> queue_;
  /// When the oldest span of the queue has waited long enough.
  time_point due_{};
  std::vector<span_report> batch_;
  /// Tries of the batch that have failed, and those since the last success.
  std::uint32_t tries_ = 0;
  std::uint32_t failures_ = 0;
  /// The collector gets nothing before this.
  time_point not_before_{};
  std::optional<time_point> deadline_;
};

}  // namespace aurawell::net
