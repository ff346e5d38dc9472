#include "net/metrics/trace_metrics.hpp"

#include <prometheus/family.h>

namespace aurawell::net {
namespace {

constexpr std::array losses{"queue_full", "refused", "unreachable", "stopping"};

auto& counter_family(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

}  // namespace

trace_metrics::trace_metrics(prometheus::Registry& registry)
    : ignored_{counter_family(registry, "aurawell_traceparents_ignored_total",
                              "Invalid traceparents of clients.")
                   .Add({})},
      exported_{counter_family(registry, "aurawell_trace_spans_exported_total",
                               "Spans that the collector has accepted.")
                    .Add({})},
      failed_{counter_family(registry, "aurawell_trace_batches_failed_total",
                             "Requests to the collector that failed.")
                  .Add({})} {
  auto& lost = counter_family(registry, "aurawell_trace_spans_lost_total",
                              "Spans that were not exported, by the reason.");
  for (std::size_t i = 0; i < losses.size(); ++i) {
    lost_[i] = &lost.Add({{"reason", losses[i]}});
  }
}

void trace_metrics::spans_lost(span_loss why, std::size_t count) {
  lost_[static_cast<std::size_t>(why)]->Increment(static_cast<double>(count));
}

}  // namespace aurawell::net
