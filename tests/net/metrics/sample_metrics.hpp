#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "net/metrics/metrics_page.hpp"

namespace aurawell::net {

/// One pool and one provider, with different numbers everywhere.
class sample_status final : public service_status {
 public:
  std::vector<pool_status> pools() const override {
    return {{"health_chat",
             8,
             5,
             3,
             20,
             256,
             7,
             1'000,
             6,
             90,
             4,
             std::chrono::milliseconds{1'500},
             {"deepseek", "offline"}}};
  }
  std::vector<provider_status> providers() const override {
    return {{"deepseek",
             breaker_state::open,
             40,
             30,
             std::chrono::milliseconds{2'500},
             11,
             600,
             70,
             "it did not answer",
             {{"m", {"thinking", "user_id"}, 4'096}}}};
  }
  store_status store() const override { return database; }
  memory_status memory() const override { return {3, 4'096, 20, 5}; }

  store_status database{};
};

/// A try with all optional values.
inline attempt_report sample_attempt() {
  using namespace std::chrono_literals;
  return {"deepseek",
          "asked",
          "answered",
          "EXTERNAL_1502",
          3s,
          500ms,
          token_usage{100, 20, 120, {}, {}, false}};
}

/// Sources that give every metric a value.
struct sample_sources {
  sample_sources() {
    using namespace std::chrono_literals;
    counted.attempt_ended(sample_attempt());
    counted.chunk_arrived("deepseek", 40ms);
    counted.recovered("deepseek", recovery::other_provider);
    counted.answer_began(chat_kind::health, 1s);
    counted.answer_ended({chat_kind::health, transport::websocket, request_status::error,
                          ec::upstream_rate_limited, 2s});
    counted.request_answered("GET", "/api/v1/health", 200);
    census.joined({"u"});
  }

  std::vector<prometheus::MetricFamily> collect() const { return collect_metrics(sources); }

  prometheus_telemetry counted;
  sample_status status;
  connection_counts census;
  drain_board drain;
  metric_sources sources{
      counted, status,  census,
      drain,   "1.2.3", {std::make_shared<served_certificate>("clients", certificate_files{})}};
};

/// The family of that name; null when there is none.
inline const prometheus::MetricFamily* find_family(const std::vector<prometheus::MetricFamily>& in,
                                                   const std::string& name) {
  const auto found =
      std::find_if(in.begin(), in.end(), [&](const auto& f) { return f.name == name; });
  return found == in.end() ? nullptr : &*found;
}

/// The family's value with that label; null when there is none. Without a label, the
/// first.
inline const prometheus::ClientMetric* find_metric(
    const std::vector<prometheus::MetricFamily>& in, const std::string& name,
    const std::vector<prometheus::ClientMetric::Label>& labels = {}) {
  const auto* family = find_family(in, name);
  if (family == nullptr) {
    return nullptr;
  }
  for (const auto& metric : family->metric) {
    if (std::all_of(labels.begin(), labels.end(), [&](const auto& wanted) {
          return std::find(metric.label.begin(), metric.label.end(), wanted) != metric.label.end();
        })) {
      return &metric;
    }
  }
  return nullptr;
}

}  // namespace aurawell::net
