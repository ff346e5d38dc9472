#pragma once

#include <prometheus/metric_family.h>

#include <string>
#include <vector>

#include "domain/admission/connection_counts.hpp"
#include "domain/ports/service_status.hpp"

namespace aurawell::net {

/// Families for the present state of the service. Each is included even when it has no values.
std::vector<prometheus::MetricFamily> pool_families(const std::vector<pool_status>& pools);
std::vector<prometheus::MetricFamily> provider_families(
    const std::vector<provider_status>& providers);
std::vector<prometheus::MetricFamily> population_families(const population& alive);
std::vector<prometheus::MetricFamily> connection_families(const connection_counts::counts& counts);
std::vector<prometheus::MetricFamily> store_families(const store_status& store);

/// The family with the version of the program.
prometheus::MetricFamily build_family(const std::string& version);

}  // namespace aurawell::net
