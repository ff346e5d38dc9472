#pragma once

#include <prometheus/metric_family.h>

#include <vector>

namespace aurawell::net {

/// What the system knows of this process, under the names that all of Prometheus'
/// client libraries use. What cannot be read is left out.
std::vector<prometheus::MetricFamily> process_families();

}  // namespace aurawell::net
