#pragma once

#include <prometheus/metric_family.h>

#include <vector>

namespace aurawell::net {

/// The operating system's values for this process, under the names that all Prometheus client
/// libraries use. Values that cannot be read are left out.
std::vector<prometheus::MetricFamily> process_families();

}  // namespace aurawell::net
