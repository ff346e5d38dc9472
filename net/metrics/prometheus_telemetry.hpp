#pragma once

#include <prometheus/metric_family.h>
#include <prometheus/registry.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/ports/telemetry.hpp"
#include "net/metrics/model_metrics.hpp"
#include "net/metrics/recent_traffic.hpp"
#include "net/metrics/service_metrics.hpp"
#include "net/metrics/trace_metrics.hpp"
#include "net/metrics/traffic_metrics.hpp"

namespace aurawell::net {

/// Counts events for Prometheus; docs/metrics.md lists every name. `chunk_arrived`,
/// `message_sent` and `frame_written` are called for each piece of text and neither lock nor
/// allocate. The others are called a few times per answer or request; some lock briefly.
class prometheus_telemetry final : public telemetry {
 public:
  /// @param window Of the rates over a sliding window.
  explicit prometheus_telemetry(std::chrono::milliseconds window = std::chrono::minutes{1})
      : models_{registry_},
        service_{registry_},
        traces_{registry_},
        traffic_{registry_},
        recent_{window, now()} {}

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
  void question_denied(transport over) override { service_.denied(over); }
  void answer_began(chat_kind pool, std::chrono::nanoseconds since_question) override {
    models_.answer_began(pool, since_question);
  }
  void answer_ended(const answer_report& answer) override {
    service_.answered(answer);
    models_.answer_ended(answer);
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
  void store_called(store_call call, std::chrono::nanoseconds duration) override {
    service_.store_called(call, duration);
  }

  void socket_accepted(socket_outcome outcome) override { traffic_.socket_accepted(outcome); }
  void proxy_header_refused(std::string_view reason) override {
    traffic_.proxy_header_refused(reason);
  }
  void forwarded_refused() override { traffic_.forwarded_refused(); }
  void socket_closed() override { traffic_.socket_closed(); }
  void handshake_ended(handshake_outcome outcome) override { traffic_.handshake_ended(outcome); }
  void chat_closed(close_side side, std::uint16_t code) override {
    traffic_.chat_closed(side, code);
  }
  void message_received(std::size_t bytes) override { traffic_.message_received(bytes); }
  void message_sent(std::size_t bytes) override { traffic_.message_sent(bytes); }
  void session_resumed(resume_outcome outcome) override { traffic_.session_resumed(outcome); }
  void request_answered(std::string_view method, std::string_view route, unsigned status) override {
    traffic_.request_answered(method, route, status);
  }
  void loop_lagged(std::chrono::nanoseconds late) override { traffic_.loop_lagged(late); }

  void traceparent_ignored() override { traces_.traceparent_ignored(); }
  void spans_exported(std::size_t count) override { traces_.spans_exported(count); }
  void spans_lost(span_loss why, std::size_t count) override { traces_.spans_lost(why, count); }
  void span_batch_failed() override { traces_.batch_failed(); }

  /// Call it in this interval, for the rates over a sliding window. Any thread.
  std::chrono::milliseconds note_interval() const noexcept { return recent_.interval(); }
  void note() { recent_.note(now(), totals()); }

  /// Returns all families with their values so far. Any thread.
  std::vector<prometheus::MetricFamily> collect();

 private:
  static recent_traffic::time_point now() { return std::chrono::steady_clock::now(); }
  traffic_totals totals() const noexcept;

  prometheus::Registry registry_;
  model_metrics models_;
  service_metrics service_;
  trace_metrics traces_;
  traffic_metrics traffic_;
  recent_traffic recent_;
};

}  // namespace aurawell::net
