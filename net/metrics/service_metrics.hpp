#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <string_view>

#include "domain/ports/telemetry.hpp"
#include "net/metrics/label_values.hpp"
#include "net/metrics/recent_traffic.hpp"
#include "net/metrics/striped_counters.hpp"
#include "net/metrics/striped_histogram.hpp"

namespace aurawell::net {

/// Metrics of the service itself, and the time that it adds to that of the models. Thread-safe. The
/// registry owns the families and must outlive this object.
class service_metrics {
 public:
  explicit service_metrics(prometheus::Registry& registry);

  void recovered(std::string_view provider, recovery kind);
  void waited(chat_kind pool, std::chrono::nanoseconds in_queue);
  void refused(chat_kind pool, refusal_reason why);
  /// Ignores a status that does not end a request.
  void answered(const answer_report& answer);
  void denied(transport over) noexcept;
  void screened(safety_level found);
  void corrected(const safety::contradiction_set& found);
  void worker_terminated(chat_kind pool);
  void upstream_closed(std::chrono::nanoseconds since_cancel);
  void frame_written(std::chrono::nanoseconds since_read) { frames_.observe(since_read); }
  void store_called(store_call call, std::chrono::nanoseconds duration);

  /// Adds the questions of WebSockets.
  void add_to(traffic_totals& totals) const noexcept;

  /// Moves the counts to the registry.
  void publish() { frames_.drain_into(published_frames_); }

 private:
  template <class Metric, std::size_t Size>
  using per_pool = std::array<std::array<Metric*, Size>, 2>;

  /// What is counted of the questions of WebSockets.
  enum asked : std::size_t { questions, failed, whole_answers, nanoseconds, places };

  prometheus::Family<prometheus::Counter>& recoveries_;
  label_values providers_;
  std::array<prometheus::Counter*, 4> screenings_{};
  std::array<prometheus::Counter*, safety::contradiction_set{}.size()> corrections_{};
  prometheus::Histogram& cancels_;
  prometheus::Histogram& published_frames_;
  striped_histogram frames_{overhead_buckets};
  per_pool<prometheus::Histogram, 1> waits_{};
  per_pool<prometheus::Counter, 5> refusals_{};
  per_pool<prometheus::Counter, 4> answers_{};
  per_pool<prometheus::Counter, 1> deaths_{};
  std::array<prometheus::Histogram*, 2> store_calls_{};
  striped_counters<asked::places> asked_;
};

}  // namespace aurawell::net
