#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/trace/span_report.hpp"

namespace aurawell::net {

/// The resource that the spans come from.
struct trace_source {
  std::string version;
  /// Differs between processes, also of one machine.
  std::string instance;
};

/// Longer texts are cut off in an export.
inline constexpr std::size_t most_attribute_bytes = 128;

/// The body of a request: `ExportTraceServiceRequest` in the JSON form of OTLP 1. Ids are
/// hexadecimal digits, times and whole numbers decimal texts, kinds and codes numbers.
std::string to_otlp_json(std::span<const span_report> spans, const trace_source& from);

/// How many spans of an accepted request the collector has rejected, by the body of its response.
/// 0 for a body that does not say it.
std::size_t read_rejected_spans(std::string_view body);

}  // namespace aurawell::net
