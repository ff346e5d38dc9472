#pragma once

#include <vector>

#include "tests/mock_llm/quirk.hpp"

namespace aurawell::mock {

/// Faults of HTTP and TCP in an answer. Each row is a quirk.

/// Statuses other than 200, the forms of Retry-After, redirects.
std::vector<quirk> status_faults();

/// The forms of requests that servers of different makers accept, and their refusals. A dialect
/// answers accepted requests, and keeps no state between requests.
std::vector<quirk> dialects();

/// No data at each stage, and data without progress.
std::vector<quirk> silences();

/// Closes and resets at each stage.
std::vector<quirk> broken_connections();

/// Interrupted answers, and requests to continue them.
std::vector<quirk> continuations();

/// Content of an answer beside its text, and data after its end.
std::vector<quirk> odd_answers();

/// Encoding of the body: codings, versions, lengths.
std::vector<quirk> odd_framings();

/// Content of the body.
std::vector<quirk> odd_bodies();

/// Endless data, made in pieces, as fast as the client reads.
std::vector<quirk> floods();

}  // namespace aurawell::mock
