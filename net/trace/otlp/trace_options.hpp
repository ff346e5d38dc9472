#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "domain/trace/trace_sampling.hpp"

namespace aurawell::net {

/// The export of spans to a collector, by OTLP over HTTP in JSON.
struct trace_options {
  /// The URL before "/v1/traces"; empty: no spans.
  std::string endpoint;
  /// True: `endpoint` may be http:// on another machine.
  bool allow_unencrypted = false;
  /// File with header lines for each request; empty: none. Secret content.
  std::string headers_file;
  /// PEM file with the trusted authorities; empty: those of the system.
  std::string ca_bundle_file;
  double sample_ratio = 1.0;
  bool trust_client_sampling = false;
  /// Spans that may wait, beside those of the batch that is being sent.
  std::uint32_t queue = 4'096;
  /// Most spans of one request.
  std::uint32_t batch = 512;
  /// Longest wait of a span for others of its batch.
  std::chrono::milliseconds interval{5'000};
  /// Limit of one request.
  std::chrono::milliseconds timeout{10'000};
  /// Further tries of a batch.
  std::uint32_t max_retries = 4;
  /// Pause after a failure; it doubles with each further one, to `retry_pause_max`.
  std::chrono::milliseconds retry_pause{1'000};
  std::chrono::milliseconds retry_pause_max{30'000};
  /// How long the end of the process waits for the last spans.
  std::chrono::milliseconds flush_timeout{2'000};

  trace_sampling sampling() const noexcept { return {sample_ratio, trust_client_sampling}; }
};

}  // namespace aurawell::net
