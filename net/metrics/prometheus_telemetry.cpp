#include "net/metrics/prometheus_telemetry.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "net/metrics/sampled_family.hpp"

namespace aurawell::net {
namespace {

using prometheus::MetricFamily;

/// Without a prefix, because existing dashboards read these names.
std::vector<MetricFamily> rate_families(const traffic_rates& rates) {
  const auto gauge = [](const char* name, const char* help, double value) {
    sampled_family family{name, prometheus::MetricType::Gauge, help};
    family.add(value);
    return std::move(family).take();
  };
  return {
      gauge("websocket_messages_per_second",
            "Messages of WebSockets in both directions, per second.", rates.messages_per_second),
      gauge("websocket_connection_success_rate",
            "Share, 0 to 1, of the attempts to open a chat that opened one.", rates.success_rate),
      gauge("websocket_response_time_avg",
            "Seconds from a question to the end of its answer, on average.",
            rates.seconds_per_answer),
      gauge("websocket_error_rate", "Share, 0 to 1, of the questions that ended badly.",
            rates.error_rate)};
}

}  // namespace

std::vector<MetricFamily> prometheus_telemetry::collect() {
  models_.publish();
  service_.publish();
  traffic_.publish();
  auto all = registry_.Collect();
  for (auto&& more : {traffic_.families(), rate_families(recent_.rates(now(), totals()))}) {
    std::copy(more.begin(), more.end(), std::back_inserter(all));
  }
  return all;
}

traffic_totals prometheus_telemetry::totals() const noexcept {
  traffic_totals totals;
  traffic_.add_to(totals);
  service_.add_to(totals);
  return totals;
}

}  // namespace aurawell::net
