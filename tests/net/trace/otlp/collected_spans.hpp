#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aurawell::net {

/// A span as a collector reads it.
struct collected_span {
  std::string trace;
  std::string span;
  std::string parent;
  std::string name;
  unsigned kind = 0;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  /// Whole numbers as their digits.
  std::map<std::string, std::string> attributes{};
  unsigned status = 0;
};

/// Why the text is no `ExportTraceServiceRequest`, by otlp_trace.schema.json; empty: it is one.
std::string otlp_fault(std::string_view json);

/// Reads the body of a request. Fails the test if it is not as the schema says.
std::vector<collected_span> spans_in_body(std::string_view json);

/// Reads a whole request as `scripted_server` keeps it. Fails the test if a strict collector would
/// refuse it.
std::vector<collected_span> spans_in_request(const std::string& request);

/// Those of all requests.
std::vector<collected_span> spans_in_requests(const std::vector<std::string>& requests);

}  // namespace aurawell::net
