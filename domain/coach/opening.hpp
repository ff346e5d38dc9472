#pragma once

#include "domain/coach/areas.hpp"
#include "domain/coach/assessment.hpp"

namespace aurawell::health {

/// The line that says who is speaking.
void write_introduction(advice_text& out);

/// A sentence or two to the person, in their style of communication.
void write_greeting(advice_text& out, const assessment& person, const topic& about);

/// What the answer is built on, what it assumed and what it left out.
void write_basis(advice_text& out, const assessment& person);

/// Readings that need a doctor before any advice.
void write_warnings(advice_text& out, const assessment& person);

/// At most two questions whose answers would help the most.
void write_missing(advice_text& out, const assessment& person, const topic& about);

/// The last sentence in the person's style, and the line that this is no medical advice.
void write_closing(advice_text& out, const assessment& person, const topic& about);

/// That the answer is made by a machine and no medical advice.
void write_disclaimer(advice_text& out);

}  // namespace aurawell::health
