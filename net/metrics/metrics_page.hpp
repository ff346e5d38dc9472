#pragma once

#include <prometheus/metric_family.h>

#include <string>
#include <vector>

#include "domain/admission/connection_census.hpp"
#include "domain/ports/service_status.hpp"
#include "net/metrics/prometheus_telemetry.hpp"

namespace aurawell::net {

/// Where the numbers come from. All must outlive whoever holds this.
struct metric_sources {
  prometheus_telemetry& counted;
  const service_status& status;
  const connection_census& census;
  std::string version;
};

/// Everything that there is to scrape, sorted by name. Any thread.
std::vector<prometheus::MetricFamily> collect_metrics(const metric_sources& from);

/// `GET /metrics`: Prometheus' text format 0.0.4.
std::string metrics_page(const metric_sources& from);

}  // namespace aurawell::net
