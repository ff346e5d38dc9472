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

/// Metrics of the language models, under OpenTelemetry's names. Thread-safe. The registry owns the
/// families and must outlive this object.
class model_metrics {
 public:
  explicit model_metrics(prometheus::Registry& registry);

  void ended(const attempt_report& attempt);
  void chunk(std::string_view provider, std::chrono::nanoseconds gap);
  /// Of the service itself, which is the model's server to its clients.
  void answer_began(chat_kind pool, std::chrono::nanoseconds since_question);
  void answer_ended(const answer_report& answer);

  /// Moves the counts to the registry.
  void publish();

 private:
  using histograms = prometheus::Family<prometheus::Histogram>;

  void count_tokens(const token_usage& usage, prometheus::Labels labels);

  histograms& duration_;
  histograms& first_chunk_;
  histograms& tokens_;
  histograms& served_first_token_;
  histograms& served_;
  label_values providers_;
  label_values asked_models_;
  label_values answered_models_;
  label_values errors_;
  chunk_gaps gaps_;
};

}  // namespace aurawell::net
