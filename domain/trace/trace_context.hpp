#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace aurawell {

using trace_id = std::array<std::uint8_t, 16>;
using span_id = std::array<std::uint8_t, 8>;

/// The place of a piece of work in a distributed trace (W3C Trace Context). The work that follows
/// from it has `span` as its parent. Neither id is 0.
struct trace_context {
  trace_id trace{};
  span_id span{};
  /// The spans of this trace are recorded.
  bool is_sampled = false;
  /// The last 7 bytes of `trace` are random (Trace Context Level 2).
  bool is_random = false;
  /// Value of `tracestate`, written by other systems: it is passed on, never read or exported.
  std::string state{};

  bool operator==(const trace_context&) const = default;
};

/// What a client has sent: no `traceparent`, a valid one, or an invalid one.
struct given_trace {
  std::optional<trace_context> parent{};
  bool is_invalid = false;

  bool operator==(const given_trace&) const = default;
};

/// Lower-case hexadecimal digits.
std::string to_hex(const trace_id& id);
std::string to_hex(const span_id& id);

/// Random, never 0, from the system's generator. Any thread.
trace_id make_trace_id();
span_id make_span_id();

}  // namespace aurawell
