#pragma once

#include <cstddef>

namespace aurawell {

/// Why spans were not exported.
enum class span_loss : unsigned char {
  queue_full,   ///< newer ones needed their place
  refused,      ///< the collector does not accept them
  unreachable,  ///< the collector did not answer, or asked to try again, for too long
  stopping,     ///< the service ended before they could be sent
};

/// Receives measurements of traces for operators. Any thread may call it; no call blocks.
class trace_telemetry {
 public:
  trace_telemetry() = default;
  trace_telemetry(const trace_telemetry&) = delete;
  trace_telemetry& operator=(const trace_telemetry&) = delete;
  virtual ~trace_telemetry() = default;

  /// A client's `traceparent` was invalid: a new trace begins.
  virtual void traceparent_ignored() {}
  virtual void spans_exported(std::size_t /*count*/) {}
  virtual void spans_lost(span_loss /*why*/, std::size_t /*count*/) {}
  /// One request to the collector failed; its spans may be sent again.
  virtual void span_batch_failed() {}
};

}  // namespace aurawell
