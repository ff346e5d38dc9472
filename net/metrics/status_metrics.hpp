#pragma once

#include <prometheus/metric_family.h>

#include <cstdint>
#include <string>
#include <vector>

#include "domain/admission/connection_counts.hpp"
#include "domain/drain/drain_status.hpp"
#include "domain/log/log.hpp"
#include "domain/ports/service_status.hpp"
#include "net/supervision/watchdog_counts.hpp"
#include "net/takeover/takeover_counts.hpp"

namespace aurawell::net {

/// Families for the present state of the service. Each is included even when it has no values.
std::vector<prometheus::MetricFamily> pool_families(const std::vector<pool_status>& pools);
std::vector<prometheus::MetricFamily> provider_families(
    const std::vector<provider_status>& providers);
std::vector<prometheus::MetricFamily> population_families(const population& alive);
std::vector<prometheus::MetricFamily> connection_families(const connection_counts::counts& counts);
std::vector<prometheus::MetricFamily> drain_families(const drain_status& drain);
prometheus::MetricFamily takeover_family(const takeover_counts& counts);
prometheus::MetricFamily watchdog_family(const watchdog_counts& counts);
std::vector<prometheus::MetricFamily> log_families(const logging::line_counts& lines);
std::vector<prometheus::MetricFamily> store_families(const store_status& store);
std::vector<prometheus::MetricFamily> memory_families(const memory_status& memory);

/// The family with the version of the program.
prometheus::MetricFamily build_family(const std::string& version);

}  // namespace aurawell::net
