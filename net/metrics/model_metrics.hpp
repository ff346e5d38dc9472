#pragma once

#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <string>
#include <string_view>

#include "domain/ports/telemetry.hpp"
#include "net/metrics/chunk_gaps.hpp"
#include "net/metrics/label_values.hpp"

namespace aurawell::net {

/// What the language models did, under OpenTelemetry's names. Thread-safe. Its families
/// are the registry's, which must outlive it.
class model_metrics {
 public:
  explicit model_metrics(prometheus::Registry& registry);

  void ended(const attempt_report& attempt);
  void chunk(std::string_view provider, std::chrono::nanoseconds gap);

  /// Brings the registry up to date.
  void publish();

 private:
  using histograms = prometheus::Family<prometheus::Histogram>;

  void count_tokens(const token_usage& usage, prometheus::Labels labels);

  histograms& duration_;
  histograms& first_chunk_;
  histograms& tokens_;
  label_values providers_;
  label_values asked_models_;
  label_values answered_models_;
  label_values errors_;
  chunk_gaps gaps_;
};

}  // namespace aurawell::net
