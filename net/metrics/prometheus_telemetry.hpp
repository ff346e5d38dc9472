#pragma once

#include <prometheus/metric_family.h>
#include <prometheus/registry.h>

#include <vector>

#include "domain/ports/telemetry.hpp"
#include "net/metrics/model_metrics.hpp"
#include "net/metrics/service_metrics.hpp"

namespace aurawell::net {

/// Counts events for Prometheus; docs/metrics.md lists every name. `chunk_arrived` and
/// `frame_written` are called for each piece of text and neither lock nor allocate. The others are
/// called a few times per answer and lock briefly.
class prometheus_telemetry final : public telemetry {
 public:
  prometheus_telemetry() : models_{registry_}, service_{registry_} {}

  void attempt_ended(const attempt_report& attempt) override { models_.ended(attempt); }
  void chunk_arrived(std::string_view provider, std::chrono::nanoseconds since_last) override {
    models_.chunk(provider, since_last);
  }
  void recovered(std::string_view provider, recovery kind) override {
    service_.recovered(provider, kind);
  }
  void question_waited(chat_kind pool, std::chrono::nanoseconds in_queue) override {
    service_.waited(pool, in_queue);
  }
  void question_refused(chat_kind pool, refusal_reason why) override {
    service_.refused(pool, why);
  }
  void answer_ended(chat_kind pool, request_status status) override {
    service_.answered(pool, status);
  }
  void question_screened(safety_level found) override { service_.screened(found); }
  void answer_corrected(const safety::contradiction_set& found) override {
    service_.corrected(found);
  }
  void worker_terminated(chat_kind pool) override { service_.worker_terminated(pool); }
  void upstream_closed(std::chrono::nanoseconds since_cancel) override {
    service_.upstream_closed(since_cancel);
  }
  void frame_written(std::chrono::nanoseconds since_read) override {
    service_.frame_written(since_read);
  }

  /// Returns all families with their values so far. Any thread.
  std::vector<prometheus::MetricFamily> collect() {
    models_.publish();
    service_.publish();
    return registry_.Collect();
  }

 private:
  prometheus::Registry registry_;
  model_metrics models_;
  service_metrics service_;
};

}  // namespace aurawell::net
