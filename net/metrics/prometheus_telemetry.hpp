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
  prometheus_telemetry() : models_{registry_}, own_{registry_} {}

  void attempt_ended(const attempt_report& attempt) override { models_.ended(attempt); }
  void chunk_arrived(std::string_view provider, std::chrono::nanoseconds since_last) override {
    models_.chunk(provider, since_last);
  }
  void recovered(std::string_view provider, recovery kind) override {
    own_.recovered(provider, kind);
  }
  void question_waited(chat_kind pool, std::chrono::nanoseconds in_queue) override {
    own_.waited(pool, in_queue);
  }
  void question_refused(chat_kind pool, refusal_reason why) override { own_.refused(pool, why); }
  void answer_ended(chat_kind pool, request_status status) override { own_.answered(pool, status); }
  void question_screened(safety_level found) override { own_.screened(found); }
  void answer_corrected(const safety::contradiction_set& found) override { own_.corrected(found); }
  void worker_terminated(chat_kind pool) override { own_.worker_terminated(pool); }
  void upstream_closed(std::chrono::nanoseconds since_cancel) override {
    own_.upstream_closed(since_cancel);
  }
  void frame_written(std::chrono::nanoseconds since_read) override {
    own_.frame_written(since_read);
  }

  /// Returns all families with their values so far. Any thread.
  std::vector<prometheus::MetricFamily> collect() {
    models_.publish();
    own_.publish();
    return registry_.Collect();
  }

 private:
  prometheus::Registry registry_;
  model_metrics models_;
  service_metrics own_;
};

}  // namespace aurawell::net
