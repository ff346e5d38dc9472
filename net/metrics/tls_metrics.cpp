#include "net/metrics/tls_metrics.hpp"

#include <chrono>

#include "net/metrics/sampled_family.hpp"

namespace aurawell::net {
namespace {

using prometheus::MetricType;

double seconds_of(wall_time when) {
  return std::chrono::duration<double>(
             std::chrono::floor<std::chrono::seconds>(when.time_since_epoch()))
      .count();
}

prometheus::MetricFamily handshake_family(const served_certificates& shown) {
  sampled_family family{"aurawell_tls_handshakes_total", MetricType::Counter,
                        "Handshakes of TLS that have ended."};
  for (const auto& one : shown) {
    const auto& counts = one->handshakes();
    const auto add = [&](const char* result, const std::atomic<std::uint64_t>& count) {
      family.add(static_cast<double>(count.load()),
                 {{"listener", one->listener()}, {"result", result}});
    };
    add("full", counts.full);
    add("resumed", counts.resumed);
    add("refused", counts.refused);
    add("plain_text", counts.plain_text);
    add("abandoned", counts.abandoned);
  }
  return std::move(family).take();
}

}  // namespace

std::vector<prometheus::MetricFamily> tls_families(const served_certificates& shown) {
  sampled_family expiry{"aurawell_tls_certificate_expiry_timestamp_seconds", MetricType::Gauge,
                        "When the certificate in use expires, in seconds since 1970."};
  sampled_family loads{"aurawell_tls_certificate_loads_total", MetricType::Counter,
                       "Times that the files of the certificate were read."};
  for (const auto& one : shown) {
    const auto& listener = one->listener();
    const auto current = one->current();
    expiry.add(current ? seconds_of(current->expires()) : 0, {{"listener", listener}});
    loads.add(static_cast<double>(one->loads()), {{"listener", listener}, {"result", "used"}});
    loads.add(static_cast<double>(one->failed_loads()),
              {{"listener", listener}, {"result", "unusable"}});
  }
  return {handshake_family(shown), std::move(expiry).take(), std::move(loads).take()};
}

}  // namespace aurawell::net
