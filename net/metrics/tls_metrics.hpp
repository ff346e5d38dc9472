#pragma once

#include <prometheus/metric_family.h>

#include <memory>
#include <vector>

#include "net/tls/served_certificate.hpp"

namespace aurawell::net {

using served_certificates = std::vector<std::shared_ptr<const served_certificate>>;

/// Families for the listeners with TLS. Each is included even when there is none.
std::vector<prometheus::MetricFamily> tls_families(const served_certificates& shown);

}  // namespace aurawell::net
