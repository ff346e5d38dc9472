#pragma once

#include <prometheus/counter.h>
#include <prometheus/registry.h>

#include <array>
#include <cstddef>

#include "domain/ports/trace_telemetry.hpp"

namespace aurawell::net {

/// Metrics of traces. Thread-safe. The registry owns the counters and must outlive this object.
class trace_metrics {
 public:
  explicit trace_metrics(prometheus::Registry& registry);

  void traceparent_ignored() { ignored_.Increment(); }
  void spans_exported(std::size_t count) { exported_.Increment(static_cast<double>(count)); }
  void spans_lost(span_loss why, std::size_t count);
  void batch_failed() { failed_.Increment(); }

 private:
  prometheus::Counter& ignored_;
  prometheus::Counter& exported_;
  prometheus::Counter& failed_;
  std::array<prometheus::Counter*, 4> lost_{};
};

}  // namespace aurawell::net
