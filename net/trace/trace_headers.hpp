#pragma once

#include <string>
#include <string_view>

#include "domain/trace/trace_context.hpp"

namespace aurawell::net {

/// Reads the headers of W3C Trace Context, Level 1 and 2. An empty `traceparent` is none. Without a
/// valid `traceparent` the other text is not read. An invalid `tracestate` is dropped alone.
given_trace read_trace(std::string_view traceparent, std::string_view tracestate);

/// "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".
std::string to_traceparent(const trace_context& place);

}  // namespace aurawell::net
