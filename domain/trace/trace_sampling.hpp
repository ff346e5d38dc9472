#pragma once

#include <optional>

#include "domain/trace/trace_context.hpp"

namespace aurawell {

/// Which questions are recorded as spans.
struct trace_sampling {
  /// Share of the questions, 0 to 1.
  double ratio = 0;
  /// True: the `sampled` flag of a client that sends a trace decides in place of `ratio`.
  bool trusts_clients = false;
};

/// The place of a new question: in the client's trace, or in a new one.
///
/// Without `trusts_clients` nothing that the client sends has an influence on whether the question
/// is recorded. In a trace of its own the trace id decides, as consistent probability sampling of
/// OpenTelemetry does, so that other services with the same ratio choose the same traces. In a
/// client's trace our random span id decides: a client could choose trace ids that are always
/// recorded.
trace_context place_question(const std::optional<trace_context>& parent,
                             const trace_sampling& rule);

/// The place of a piece of work inside of `parent`.
trace_context place_inside(const trace_context& parent);

/// Whether a piece of work with these last 7 bytes belongs to the share, which is 0 to 1.
bool is_in_share(std::uint64_t last_bytes, double share) noexcept;

}  // namespace aurawell
