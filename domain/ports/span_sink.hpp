#pragma once

#include "domain/trace/span_report.hpp"
#include "domain/trace/trace_sampling.hpp"

namespace aurawell {

/// Receives the spans of questions. Any thread may call it; no call blocks. This one wants none.
class span_sink {
 public:
  span_sink() = default;
  span_sink(const span_sink&) = delete;
  span_sink& operator=(const span_sink&) = delete;
  virtual ~span_sink() = default;

  /// Constant over the life of the object.
  virtual trace_sampling sampling() const noexcept { return {}; }

  /// A span of a question that is sampled.
  virtual void span_ended(span_report /*span*/) {}
};

}  // namespace aurawell
