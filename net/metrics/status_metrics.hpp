#pragma once

#include <prometheus/metric_family.h>

#include <string>
#include <vector>

#include "domain/admission/connection_census.hpp"
#include "domain/ports/service_status.hpp"

namespace aurawell::net {

/// What the service is doing at this moment, as families. A family is there even when
/// it has nothing to tell of.
std::vector<prometheus::MetricFamily> pool_families(const std::vector<pool_status>& pools);
std::vector<prometheus::MetricFamily> provider_families(
    const std::vector<provider_status>& providers);
std::vector<prometheus::MetricFamily> population_families(const population& alive);
std::vector<prometheus::MetricFamily> connection_families(const connection_census::counts& counts);
std::vector<prometheus::MetricFamily> store_families(const store_status& store);

/// Which program this is.
prometheus::MetricFamily build_family(const std::string& version);

}  // namespace aurawell::net
