#pragma once

#include <prometheus/metric_family.h>

#include <memory>
#include <string>
#include <vector>

#include "domain/admission/connection_counts.hpp"
#include "domain/drain/drain_status.hpp"
#include "domain/ports/service_status.hpp"
#include "net/http/compression_options.hpp"
#include "net/metrics/prometheus_telemetry.hpp"
#include "net/metrics/tls_metrics.hpp"
#include "net/supervision/watchdog_counts.hpp"
#include "net/takeover/takeover_counts.hpp"

namespace aurawell::net {

/// Sources of the values. All must outlive the owner of this struct.
struct metric_sources {
  prometheus_telemetry& counted;
  const service_status& status;
  const connection_counts& census;
  const drain_board& drain;
  std::string version;
  served_certificates certificates{};
  /// Null: nothing is compressed.
  const compression_counts* compressed = nullptr;
  /// Null: no process can take over.
  std::shared_ptr<const takeover_board> takeovers{};
  /// Null: no service manager waits for messages.
  std::shared_ptr<const watchdog_board> watchdog{};
};

/// Returns all families, sorted by name. Any thread.
std::vector<prometheus::MetricFamily> collect_metrics(const metric_sources& from);

/// The body of `GET /metrics` in Prometheus' text format 0.0.4.
std::string metrics_page(const metric_sources& from);

}  // namespace aurawell::net
