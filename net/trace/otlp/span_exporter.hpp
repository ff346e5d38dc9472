#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "domain/ports/span_sink.hpp"
#include "net/trace/otlp/collector_link.hpp"
#include "net/trace/otlp/export_course.hpp"
#include "net/trace/otlp/otlp_json.hpp"

namespace aurawell::net {

/// Sends spans to a collector, from a thread of its own. Thread-safe.
class span_exporter final : public span_sink {
 public:
  /// @param options `endpoint` is not empty. @param headers Lines for each request.
  span_exporter(const trace_options& options, const std::vector<std::string>& headers,
                std::shared_ptr<trace_telemetry> measures, trace_source from);
  ~span_exporter() override { stop(); }

  trace_sampling sampling() const noexcept override { return sampling_; }
  /// Waits for the thread's short use of the queue only.
  void span_ended(span_report span) override;

  /// Sends what waits, for at most `flush_timeout`; later spans are dropped. On one thread.
  void stop();

 private:
  using clock = std::chrono::steady_clock;

  void run();
  void send_batch();

  const trace_sampling sampling_;
  const trace_source from_;
  const std::shared_ptr<trace_telemetry> measures_;
  collector_link link_;
  std::mutex mutex_;
  std::condition_variable changed_;
  export_course course_;
  std::thread thread_;
};

}  // namespace aurawell::net
