#pragma once

#include <prometheus/metric_family.h>

#include <vector>

#include "net/http/compression_options.hpp"

namespace aurawell::net {

/// Families for the compression of replies over plain HTTP. @param counts Null: zeros.
std::vector<prometheus::MetricFamily> compression_families(const compression_counts* counts);

}  // namespace aurawell::net
