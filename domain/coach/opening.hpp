#pragma once

#include "domain/coach/areas.hpp"
#include "domain/coach/assessment.hpp"

namespace aurawell::health {

/// Writes the line that introduces the coach.
void write_introduction(advice_text& out);

/// Writes one or two sentences in the person's style of communication.
void write_greeting(advice_text& out, const assessment& person, const topic& about);

/// Writes the facts that the answer uses, its assumptions and what it ignored.
void write_basis(advice_text& out, const assessment& person);

/// Writes about values that need a doctor before any advice.
void write_warnings(advice_text& out, const assessment& person);

/// Writes at most two questions whose answers would help most.
void write_missing(advice_text& out, const assessment& person, const topic& about);

/// Writes the last sentence in the person's style, and the disclaimer.
void write_closing(advice_text& out, const assessment& person, const topic& about);

/// Writes that a machine made the answer and that it is no medical advice.
void write_disclaimer(advice_text& out);

}  // namespace aurawell::health
