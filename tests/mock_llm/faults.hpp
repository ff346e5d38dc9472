#pragma once

#include <vector>

#include "tests/mock_llm/quirk.hpp"

namespace aurawell::mock {

/// What HTTP and TCP can do to an answer. One more row is one more quirk.

/// Statuses other than 200, the ways to say when to come back, redirects.
std::vector<quirk> status_faults();

/// The forms in which servers of different makers take a request, and their words for refusing
/// it. A dialect answers what it takes, and keeps nothing between requests.
std::vector<quirk> dialects();

/// Silence at each stage, and life without progress.
std::vector<quirk> silences();

/// Closes and resets at each stage.
std::vector<quirk> broken_connections();

/// Answers that break off, and what becomes of a request to continue them.
std::vector<quirk> continuations();

/// What an answer holds beside its words, and what comes behind it.
std::vector<quirk> odd_answers();

/// Codings, versions, lengths: how the body is wrapped.
std::vector<quirk> odd_framings();

/// What the body holds.
std::vector<quirk> odd_bodies();

/// More than anybody can want. Made piece by piece, as fast as it is taken.
std::vector<quirk> floods();

}  // namespace aurawell::mock
