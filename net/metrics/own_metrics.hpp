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
#include "net/metrics/striped_histogram.hpp"

namespace aurawell::net {

/// What the service itself did, and what it added to the time of the models. Thread-safe.
/// Its families are the registry's, which must outlive it.
class own_metrics {
 public:
  explicit own_metrics(prometheus::Registry& registry);

  void recovered(std::string_view provider, recovery how);
  void waited(chat_kind pool, std::chrono::nanoseconds in_queue);
  void refused(chat_kind pool, refusal_reason why);
  /// A status that ends no request is not counted.
  void answered(chat_kind pool, request_status status);
  void screened(safety_level found);
  void corrected(const safety::contradiction_set& found);
  void worker_died(chat_kind pool);
  void upstream_closed(std::chrono::nanoseconds since_cancel);
  void frame_written(std::chrono::nanoseconds since_read) { frames_.observe(since_read); }

  /// Brings the registry up to date.
  void publish() { frames_.drain_into(published_frames_); }

 private:
  template <class Metric, std::size_t Size>
  using per_pool = std::array<std::array<Metric*, Size>, 2>;

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
};

}  // namespace aurawell::net
